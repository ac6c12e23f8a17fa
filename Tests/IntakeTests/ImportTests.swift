import FaceKit
import Foundation
import Imports
import IntakeDomain
import Messages
import Pages
import ServiceKit
import Store
import TestKit
import Testing
import Vocabulary

@testable import Intake

@Suite(.timeLimit(.minutes(2)))
struct ImportTests {
    private func bring(
        _ client: Client, _ what: String, _ text: String, mode: String = "apply", as caller: Caller = People.dfie,
        type: String = "text/csv", key: String? = nil, accept: String? = nil
    ) async throws -> HTTPCall.Answer {
        try await client.send(
            "POST", "/imports/\(what)?mode=\(mode)", as: caller, body: text, key: key, type: type, accept: accept)
    }

    private static let ndjson = "application/x-ndjson"

    @Test(arguments: Engine.allCases)
    func `the sample's requests come in whole, and again they change nothing`(engine: Engine) async throws {
        let bench = try await Bench.on(engine, places: true)
        try await bench.run { client in
            let lines = try Bench.sample("requests.jsonl")
            let preview = try await bring(client, "requests", lines, mode: "preview", type: Self.ndjson)
                .decoded(ImportAnswer.self)
            #expect((preview.read, preview.created, preview.rejected) == (216, 216, []))
            #expect(try bench.count("SELECT COUNT(*) FROM request_view") == 0)
            let applied = try await bring(client, "requests", lines, type: Self.ndjson, key: "bring-0001")
            #expect(try applied.decoded(ImportAnswer.self).created == 216)
            #expect(try bench.count("SELECT COUNT(*) FROM request_view") == 216)
            let repeated = try await bring(client, "requests", lines, type: Self.ndjson, key: "bring-0001")
            #expect(repeated.body == applied.body)
            let table = try await bring(client, "requests", try Bench.sample("requests.csv"))
                .decoded(ImportAnswer.self)
            #expect((table.unchanged, table.changed, table.rejected) == (216, 0, []))
            guard case .submitted(let first)? = try bench.requests("ALP-42-0001").first else {
                throw KitError("nothing was published")
            }
            #expect(first.receivedAt.text == "2020-04-29T14:12:00.000Z")
            #expect(first.channel.value == .csv && !first.isLate)
        }
        let late = try bench.database.read { transaction in
            try transaction.query("SELECT payload FROM journal WHERE type = 'request.submitted.v1'", []).filter {
                try MessageJSON.decode(RequestSubmitted.self, from: $0.bytes(0)).isLate
            }.count
        }
        #expect(late == 7)
        #expect(try await bench.differences() == [])
    }

    @Test(arguments: Engine.allCases)
    func `the sample's directory comes in whole, dated, and again it changes nothing`(engine: Engine) async throws {
        let bench = try await Bench.on(engine, places: true)
        try await bench.run { client in
            let table = try Bench.sample("directory.csv")
            let preview = try await bring(client, "directory", table, mode: "preview").decoded(ImportAnswer.self)
            #expect((preview.read, preview.created, preview.rejected) == (667, 667, []))
            #expect(try bench.count("SELECT COUNT(*) FROM term") == 0)
            #expect(try await bring(client, "directory", table).decoded(ImportAnswer.self).created == 667)
            #expect(try await bring(client, "directory", table).decoded(ImportAnswer.self).unchanged == 667)
            #expect(try bench.count("SELECT COUNT(*) FROM person") == 667)
            let terms = try await client.get("/functions/head:0010041P", as: People.dfie).decoded(TermListView.self)
            #expect(terms.terms.map(\.from.text) == ["2015-09-01", "2020-09-01"])
            #expect(terms.terms.map(\.name) == ["Joachim Laitue", "Séraphin Cactus-Pervenche"])
            let page = try await client.get("/functions?departement=69&limit=5", as: People.service)
                .decoded(TermListView.self)
            #expect(page.terms.count == 5 && page.next != nil)
        }
        #expect(try await bench.differences() == [])
    }

    @Test func `a wrong line is told with its place and stops no other`() async throws {
        let bench = try Bench()
        try await bench.run { client in
            let lines = [
                try Forms.line("ALP-69-0001"), "{\"id\": 3", try Forms.line("ALP-69-0001"),
                try Forms.line("ALP-69-0002").replacing("head:0691662G", with: "head:0691662X"),
                try Forms.line("dfie"), try Forms.line("ALP-69-0003"),
            ].joined(separator: "\n")
            let answer = try await bring(client, "requests", lines, type: Self.ndjson).decoded(ImportAnswer.self)
            #expect((answer.read, answer.created) == (6, 2))
            #expect(answer.rejected.map(\.line) == [2, 3, 4, 5])
            #expect(answer.rejected.map(\.field) == ["", "id", "pilots[0].function", "id"])
            let rejects = try await bring(
                client, "requests", lines, mode: "preview", type: Self.ndjson, accept: "text/csv")
            #expect(rejects.body.contains("ligne;colonne;champ;motif"))
            #expect(rejects.body.contains("\r\n4;;pilots[0].function;"))
        }
    }

    @Test func `a cut table changes nothing and says why; so does a wrong header`() async throws {
        let bench = try Bench()
        try await bench.run { client in
            let table = try Bench.sample("requests.csv")
            guard
                let quote = table.range(
                    of: ";\"", range: table.index(table.startIndex, offsetBy: 60_000)..<table.endIndex)
            else { throw KitError("the sample has no quotes") }
            let cut = try await bring(client, "requests", String(table[..<quote.upperBound]) + "coupé")
            #expect(cut.status == 422)
            #expect(try cut.decoded(Problem.self).errors?.first?.message.contains("jamais fermé") == true)
            let people = try Bench.sample("directory.csv")
            #expect(try await bring(client, "directory", people + "head:0010002X;\"p-1").status == 422)
            let misnamed = people.replacing("courriel;", with: "couriel;", maxReplacements: 1)
            let header = try await bring(client, "directory", misnamed)
            #expect(header.status == 422)
            #expect(try header.decoded(Problem.self).errors?.first?.message.contains("« courriel »") == true)
            #expect(try await bring(client, "directory", "").status == 422)
            #expect(try await bring(client, "requests", "PK\u{3}\u{4}classeur").status == 422)
            #expect(try bench.count("SELECT COUNT(*) FROM request_view") == 0)
            #expect(try bench.count("SELECT COUNT(*) FROM term") == 0)
        }
    }

    @Test func `a table whose last line isn't ended is cut: nothing of it is taken`() async throws {
        let bench = try Bench()
        try await bench.run { client in
            let rows = try Bench.sample("directory.csv").split(separator: "\n").prefix(4)
            let text = rows.joined(separator: "\n") + "\nhead:0010035H;p-1;Nom"
            let cut = try await bring(client, "directory", text)
            #expect(cut.status == 422)
            #expect(try cut.decoded(Problem.self).errors?.first?.message.contains("tronqué") == true)
            // Whole, and wrong in one row: that row alone is lost.
            let answer = try await bring(client, "directory", text + "\n").decoded(ImportAnswer.self)
            #expect((answer.created, answer.rejected.map(\.line)) == (3, [5]))
        }
    }

    @Test func `what is wrong in a term is told all at once, by column`() async throws {
        let bench = try Bench()
        try await bench.run { client in
            let text = """
                fonction;personne;nom;prénom;courriel;du;au;référence
                chef:1;p 1;;;nul;31/02/2020;hier;
                head:0691662G;p-1;Exemple;Camille;c@example.org;01/09/2020;31/08/2020;
                head:0691662G;p-1;Exemple;Camille;c@example.org;2020-09-01;;
                head:0691662G;p-2;Exemple;Dominique;d@example.org;01/09/2020;;

                """
            let answer = try await bring(client, "directory", text).decoded(ImportAnswer.self)
            #expect(answer.created == 0)
            #expect(answer.rejected.filter { $0.line == 2 }.map(\.column) == [1, 2, 3, 5, 6, 7])
            #expect(
                answer.rejected.filter { $0.line != 2 }.map { "\($0.line) \($0.field)" } == ["3 au", "4 du", "5 du"])
        }
    }

    @Test func `a service brings what is of its département, and no more`() async throws {
        let bench = try Bench(places: true)
        try await bench.run { client in
            let line = try Forms.line("ALP-69-0001")
            let others = try await bring(client, "requests", line, as: People.otherService, type: Self.ndjson)
                .decoded(ImportAnswer.self)
            #expect((others.created, others.rejected.count) == (0, 1))
            let own = try await bring(client, "requests", line, as: People.service, type: Self.ndjson)
                .decoded(ImportAnswer.self)
            #expect(own.created == 1)
            let directory = try await bring(
                client, "directory", try Bench.sample("directory.csv"), mode: "preview", as: People.service
            ).decoded(ImportAnswer.self)
            #expect(directory.created > 200 && directory.created + directory.rejected.count == 667)
        }
    }

    @Test func `a key that served for another file is told, and nothing more is done`() async throws {
        let bench = try Bench()
        try await bench.run { client in
            let first = try await bring(
                client, "requests", try Forms.line("ALP-69-0001"), type: Self.ndjson, key: "files-0001")
            #expect(first.status == 200)
            let other = try await bring(
                client, "requests", try Forms.line("ALP-69-0002"), type: Self.ndjson, key: "files-0001")
            #expect(other.status == 409)
            #expect(try bench.count("SELECT COUNT(*) FROM request_view") == 1)
        }
    }

    @Test func `a body of twenty megabytes, a wrong type and a missing mode are refused at the door`() async throws {
        let bench = try Bench()
        try await bench.run { client in
            // Told by its length, so that the answer doesn't race with twenty megabytes.
            let large = try await client.send(
                "POST", "/imports/requests?mode=apply", as: People.dfie, type: "text/csv",
                headers: ["Content-Length": "\(20 << 20)"])
            #expect(large.status == 413)
            #expect(try await bring(client, "requests", "{}", type: "application/json").status == 415)
            #expect(try await bring(client, "directory", "{}", type: Self.ndjson).status == 415)
            let modeless = try await client.send(
                "POST", "/imports/directory", as: People.dfie, body: "a", type: "text/csv")
            #expect(modeless.status == 422)
            #expect(try await bring(client, "directory", "a", mode: "maybe").status == 422)
        }
    }

    @Test func `names and mails stand in the table person and on the directory topic alone`() async throws {
        let bench = try Bench()
        try await bench.run { client in
            let text = """
                fonction;personne;nom;prénom;courriel;du
                head:0691662G;p-head;Zweifeld;Ottilie;ottilie.zweifeld@example.org;01/09/2015

                """
            #expect(try await bring(client, "directory", text).decoded(ImportAnswer.self).created == 1)
            let view = try await client.submitted()
            _ = try await client.get("/requests/\(view.request)", as: People.head)
        }
        let searched = [
            "SELECT COUNT(*) FROM aggregate WHERE CAST(state AS TEXT) LIKE '%weifeld%'",
            "SELECT COUNT(*) FROM command WHERE CAST(answer AS TEXT) LIKE '%weifeld%'",
            "SELECT COUNT(*) FROM term WHERE person LIKE '%weifeld%'",
            """
            SELECT COUNT(*) FROM journal WHERE CAST(payload AS TEXT) LIKE '%weifeld%'
                AND topic <> 'alp.directory.v1'
            """,
        ]
        for sql in searched { #expect(try bench.count(sql) == 0, "\(sql)") }
        #expect(try bench.count("SELECT COUNT(*) FROM person WHERE name LIKE '%weifeld%'") == 1)
    }
}
