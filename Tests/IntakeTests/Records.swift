import CampaignFile
import Foundation
import IntakeDomain
import Kafka
import Messages
import ServiceKit
import Store
import Synchronization
import TestKit
import Vocabulary

@testable import Intake

/// What the other services' topics bring, through the real step.
extension Bench {
    /// Hands a message over as its topic's writer wrote it.
    @discardableResult
    func tell<Topic: TopicMessage>(_ message: Topic, of key: String, at: String? = nil) throws -> StepReport {
        try hand(Topic.topic, key, type: message.type, value: try message.value(), at: at)
    }

    @discardableResult
    func hand(
        _ topic: ProductTopic, _ key: String, type: String, value: [UInt8]?, at: String? = nil
    ) throws -> StepReport {
        let sequence = told.withLock { told in
            told["\(topic)/\(key)", default: 0] += 1
            return told["\(topic)/\(key)"] ?? 1
        }
        let offset = told.withLock { told in
            defer { told["\(topic)", default: 0] += 1 }
            return told["\(topic)"] ?? 0
        }
        let envelope = Envelope(
            topic: topic.rawValue, key: key, sequence: sequence, type: type,
            source: "urn:alp:test:\(topic.writer)", subject: key,
            time: try at.map { try Timestamp($0).instant } ?? clock.now, correlation: key, cause: .outside)
        let record = ConsumedRecord(
            partition: TopicPartition(topic: topic.rawValue, partition: 0), offset: offset, key: Array(key.utf8),
            value: value, headers: envelope.headers.map { Header($0.name, $0.value) })
        let place = KeyOfPartition(record.partition)
        let standing = try database.transaction { try Positions.load([place], in: $0) }
        var reading = ReadingPositions()
        reading.assigned([place: Position(next: offset, generation: standing[place]?.generation ?? 0)])
        let readings = [Reading(record, identity: desk.step.identity)]
        guard let moves = reading.moves(of: readings) else { throw KitError("a record of no assigned partition") }
        return try desk.step.handle(.init(readings: readings, moves: moves), at: clock.now)
    }

    var parked: Int64 { get throws { try count("SELECT COUNT(*) FROM parked") } }

    /// The sample's campaign, as Validation publishes it.
    func publish(revision: Int = 1) throws {
        let bytes = Array(try Data(contentsOf: Self.samples.appendingPathComponent("campaign.yaml")))
        let campaign = try CampaignYAML.read(bytes).get()
        try tell(
            CampaignMessage.published(
                CampaignPublished(
                    actor: Self.dfie, campaignRevision: try Revision(revision), changes: try FreeText("Ouverture."),
                    campaign: campaign)), of: campaign.id.text)
    }

    static let dfie = Forms.actor(.dfie, .dfie, "p-dfie")

    func decide(_ message: DecisionMessage, on request: RequestID) throws {
        try tell(message, of: request.text)
    }

    func validate(_ request: RequestID, revision: Int = 1) throws {
        try decide(
            .validated(
                RequestValidated(
                    actor: Self.dfie, campaignRevision: .first, requestRevision: try Revision(revision),
                    validation: .first, themeClass: try ThemeClassID("parcours"), concernsSpecialNeeds: false,
                    priority: 1, groups: [], departements: [], needsMeans: false, warnings: [])), on: request)
    }

    func refuse(_ request: RequestID) throws {
        try decide(
            .refused(
                RequestRefused(
                    actor: Self.dfie, campaignRevision: .first, requestRevision: .first, rules: [Open(.T1)],
                    breaches: [Open(Forms.breach)], reason: nil)), on: request)
    }

    func returnToPilots(_ request: RequestID) throws {
        try decide(
            .returned(
                RequestReturned(
                    campaignRevision: .first, requestRevision: .first, breaches: [Open(Forms.breach)],
                    message: try FreeText("Précisez."), answerBy: try CivilDate("2020-06-10"))), on: request)
    }

    func release(_ request: RequestID, _ decision: ReleasedDecision) throws {
        try decide(
            .released(
                DecisionReleased(
                    actor: Self.dfie, campaignRevision: .first, requestRevision: .first, decision: Open(decision),
                    validation: decision == .validation ? .first : nil, sessions: [])), on: request)
    }

    func publishDates(_ request: RequestID) throws {
        try tell(
            SessionMessage.published(
                SessionsPublished(
                    campaignRevision: .first, requestRevision: .first, validation: .first,
                    sessions: [try Forms.session(of: request)])), of: request.text)
    }

    /// A letter with a consent link for the IEN, as Notifications prepares it.
    func link(_ request: RequestID, token: String, code: String, expires: String) throws {
        guard let state = try desk.state(of: request.text)?.state.request else { throw KitError("no such request") }
        let function = Forms.inspector
        try tell(
            LetterMessage.prepared(
                LetterPrepared(
                    letter: try LetterID("L-\(request)-2"), kind: Open(.consent), to: Open(function),
                    medium: Open(.mail), campaignRevision: .first,
                    requestRevision: state.requestRevision ?? .first, waitsForRelease: false,
                    documentHash: ContentHash.zeros,
                    link: LetterLink(
                        purpose: Open(.consent), function: function, documentHash: try state.formHash(),
                        tokenHash: try ContentHash(ofUTF8: token), codeHash: try ContentHash(ofUTF8: token + code),
                        expires: try Timestamp(expires)))), of: request.text)
    }
}

extension Bench {
    /// The year after's campaign.
    @discardableResult
    func nextCampaign() throws -> CampaignID {
        let bytes = Array(try Data(contentsOf: Self.samples.appendingPathComponent("campaign.yaml")))
        var campaign = try CampaignYAML.read(bytes).get()
        campaign.id = try CampaignID("lyon-2021-2022")
        campaign.rules.F6.window.value = try DateRange(CivilDate("2021-05-01"), CivilDate("2021-05-31"))
        try tell(
            CampaignMessage.published(
                CampaignPublished(
                    actor: Self.dfie, campaignRevision: .first, changes: try FreeText("Ouverture."),
                    campaign: campaign)), of: campaign.id.text)
        return campaign.id
    }
}
