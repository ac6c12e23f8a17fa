import Foundation
import Messages
import Vocabulary

/// Forms and parts of messages that are well written.
enum Forms {
    static let head = sure { try Function("head:0691662G") }
    static let inspector = sure { try Function("ien:69-lyon-4eme-caluire") }

    static func form(title: String = "Lire et comprendre", college: String = "0691662G") -> RequestForm {
        sure {
            RequestForm(
                origin: .newTheme, scope: .one, contractLink: try FreeText("Axe 2 du contrat d'objectifs."),
                commitsOverTime: true,
                pilots: [
                    Pilot(function: try Function("head:\(college)"), agrees: true),
                    Pilot(function: inspector, agrees: true),
                ],
                theme: Theme(
                    title: try FreeText(title), objectives: try FreeText("Construire une progression commune."),
                    expectedResults: try FreeText("Des élèves plus à l'aise."), orientations: [],
                    concernsSpecialNeeds: false),
                council: Council(studied: true, withReferent: true), hours: 6, sessions: [.fullDay],
                groups: [
                    Group(
                        id: try GroupID("G1"), host: try UAI(college), establishments: [try UAI(college)],
                        teachers: [
                            TeachersWanted(
                                departement: try Departement("69"), firstDegree: try HeadCount(10),
                                secondDegree: try HeadCount(10))
                        ])
                ], intervenants: IntervenantsWanted(academicTrainers: 1, firstDegreeTrainers: 1), wishes: Wishes(),
                announcesMoreTrainees: false, guaranteesBalance: true)
        }
    }

    static func json(_ form: RequestForm) throws -> String {
        String(decoding: try MessageJSON.encode(form), as: UTF8.self)
    }

    static func body(_ form: RequestForm, seen: Int64? = nil) throws -> String {
        #"{"form": \#(try json(form))\#(seen.map { ", \"seenRevision\": \($0)" } ?? "")}"#
    }

    static func line(
        _ id: String, _ form: RequestForm = form(), at: String = "2020-05-10T08:00:00Z"
    ) throws -> String { #"{"id": "\#(id)", "receivedAt": "\#(at)", "form": \#(try json(form))}"# }

    static func actor(_ role: Role, _ function: Function, _ person: String) -> MessageActor {
        MessageActor(role: Open(role), function: Open(function), person: sure { try PersonID(person) })
    }

    static let breach = Breach(
        rule: .T1, severity: .returns, place: "hours", message: "Trop long.", remedy: "Raccourcissez.")

    static func session(of request: RequestID) throws -> SessionStated {
        SessionStated(
            session: try SessionID("\(request).G1.1"), revision: .first, group: try GroupID("G1"),
            halfDays: [try HalfDay("2020-11-05A")], host: try UAI("0691662G"), team: [], replacements: [])
    }
}

/// A value of a test that is well written.
func sure<Value>(_ make: () throws -> Value) -> Value {
    do {
        return try make()
    } catch {
        preconditionFailure("a test's own value: \(error)")
    }
}
