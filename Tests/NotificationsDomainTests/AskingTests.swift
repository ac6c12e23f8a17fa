import Foundation
import Messages
import NotificationsDomain
import Testing
import Vocabulary

/// Y1, F5: what pilots are told while they ask.
@Suite(.timeLimit(.minutes(1)))
struct AskingTests {
    @Test func `Y1: a request is acknowledged to each pilot with a full copy`() throws {
        var play = try Play()
        try play.when(Say.submitted())
        #expect(play.prepared == ["receipt → head:0691662G", "receipt → ien:69-lyon-vaise"])
        let text = try #require(play.papers.first).text
        for part in [
            "ALP-69-0042", "Lire et écrire du CM1 à la 6e", "Rapprocher les pratiques.", "Copie de la demande",
        ] {
            #expect(text.contains(part))
        }
        #expect(play.statuses(.receipt) == [.sendable, .sendable], "a receipt goes at once")
    }

    @Test func `F5: a pilot who hasn't agreed gets a link, and the code apart from it`() throws {
        var play = try Play()
        try play.when(Say.submitted(agrees: false))
        #expect(play.prepared.suffix(2) == ["consent → ien:69-lyon-vaise", "code → ien:69-lyon-vaise"])
        guard case .prepared(let letter, let paper?) = play.events[play.events.count - 2] else {
            Issue.record("no consent letter")
            return
        }
        let link = try #require(letter.link)
        #expect(link.purpose.value == .consent)
        #expect(link.documentHash == ContentHash(of: try MessageJSON.encode(Say.form(agrees: false))))
        #expect(link.expires.instant - play.now == .seconds(14 * 86_400))
        #expect(paper.linkOf == letter.letter)
        #expect(paper.text.contains(Slot.link), "the token isn't in what is kept")
        let code = try #require(play.papers.last)
        #expect(code.linkOf == letter.letter && code.text.contains(Slot.code))
    }

    @Test func `F5: what a file states is what the pilots wrote, so nobody is asked`() throws {
        var play = try Play()
        try play.when(Say.submitted(agrees: false, channel: .csv))
        #expect(play.prepared.allSatisfy { $0.hasPrefix("receipt") })
    }

    @Test func `neither token nor code stands in an event`() throws {
        var play = try Play()
        try play.when(Say.submitted(agrees: false))
        let press = try Play.press()
        let consent = try #require(play.state.letters.first { $0.kind == .consent }).letter
        for case .prepared(let letter, let paper?) in play.events {
            let written = String(decoding: try MessageJSON.encode(letter), as: UTF8.self) + paper.text + paper.html
            #expect(!written.contains(press.key.token(consent)))
            #expect(!written.contains(press.key.code(consent)))
        }
    }

    @Test func `an answered consent takes the link and the code that haven't gone out of the way`() throws {
        var play = try Play()
        try play.when(Say.submitted(agrees: false))
        try play.when(Say.consented())
        #expect(play.statuses(.consent) == [.void])
        #expect(play.statuses(.code) == [.void])
        #expect(play.state.request.stage == .examination)
    }

    @Test func `an amended request is acknowledged anew, and consents are asked anew in place of the former ones`()
        throws
    {
        var play = try Play()
        try play.when(Say.submitted(agrees: false))
        try play.sendAll()
        let first = try #require(play.state.letters.first { $0.kind == .consent }).letter
        try play.when(Say.amended(agrees: false))
        #expect(play.prepared.count == 4)
        let second = try #require(play.state.letters.last { $0.kind == .consent })
        #expect(second.supersedes == first)
        #expect(second.requestRevision.number == 2)
        #expect(play.papers[0].text.contains("la copie qui suit remplace"))
    }

    @Test func `a consent on a former revision is void`() throws {
        var play = try Play()
        try play.when(Say.submitted(agrees: false))
        try play.when(Say.amended(agrees: false))
        try play.when(Say.consented(revision: 1))
        #expect(play.events.contains { if case .noted(.void) = $0 { true } else { false } })
        #expect(play.state.request.stage == .consent)
    }

    @Test func `at a handover the new holder gets a link of their own`() throws {
        var play = try Play()
        try play.when(Say.submitted(agrees: false))
        try play.sendAll()
        try play.when(Say.handedOver(on: "2020-05-20"))
        #expect(play.prepared == ["consent → ien:69-lyon-vaise", "code → ien:69-lyon-vaise"])
        #expect(play.state.letters.last { $0.kind == .consent }?.supersedes != nil)
    }

    @Test func `a handover to come waits for its day`() throws {
        var play = try Play()
        try play.when(Say.submitted(agrees: false))
        try play.sendAll()
        try play.when(Say.handedOver(on: "2020-06-02"))
        #expect(play.prepared.isEmpty)
        play.now = try Timestamp("2020-06-02T06:00:00.000Z").instant
        try play.when(.timer(.handover))
        #expect(play.prepared == ["consent → ien:69-lyon-vaise", "code → ien:69-lyon-vaise"])
        try play.when(.timer(.handover))
        #expect(play.prepared.isEmpty, "once")
    }

    @Test func `Y2: a return for correction tells every pilot what to mend and by when`() throws {
        var play = try Play()
        try play.when(Say.submitted())
        try play.when(Say.returned(answerBy: "2020-06-05"))
        #expect(play.prepared == ["correction → head:0691662G", "correction → ien:69-lyon-vaise"])
        let text = try #require(play.papers.first).text
        #expect(text.contains("Le titre tient en un mot (règle\u{A0}H1). Dites-en plus."))
        #expect(text.contains("avant le 5 juin 2020"))
    }

    @Test func `a return on a revision that was amended meanwhile is void`() throws {
        var play = try Play()
        try play.when(Say.submitted())
        try play.when(Say.amended())
        try play.when(Say.returned(revision: 1))
        #expect(play.prepared.isEmpty)
    }

    @Test func `facts that come before the request wait for it, and each other's order is kept`() throws {
        var play = try Play()
        try play.when(Say.published())
        try play.when(Say.returned())
        #expect(play.prepared.isEmpty)
        #expect(play.state.request.awaited.count == 2)
        try play.when(Say.submitted())
        #expect(
            Set(play.prepared.map { String($0.prefix { $0 != " " }) }) == ["receipt", "validation", "correction"])
        #expect(play.state.request.awaited.isEmpty)
    }

    @Test func `a request that comes before its campaign waits for it`() throws {
        var play = try Play(campaign: false)
        try play.when(Say.submitted())
        #expect(play.prepared.isEmpty)
        play.world.campaign = try Play.published()
        try play.when(.lookAgain)
        #expect(play.prepared.count == 2)
    }

    @Test func `a fact made on a newer revision of the campaign waits until its texts are here`() throws {
        var play = try Play()
        try play.when(Say.submitted(campaignRevision: 2))
        #expect(play.prepared.isEmpty)
        play.world.campaign = try Play.published(2)
        try play.when(.lookAgain)
        #expect(play.prepared.count == 2)
        #expect(play.state.letters.allSatisfy { $0.campaignRevision.number == 2 })
    }

    @Test func `nobody's words bring control or bidirectional marks into a letter`() throws {
        var play = try Play()
        try play.when(Say.submitted(title: "Lire \u{202E}erircé\u{2066} <b>gras</b> {{x}} et écrire"))
        for paper in play.papers {
            for text in [paper.text, paper.html] {
                #expect(!text.unicodeScalars.contains { $0.properties.isBidiControl })
            }
            #expect(paper.html.contains("&lt;b&gt;gras&lt;/b&gt; {{x}}"))
        }
    }
}
