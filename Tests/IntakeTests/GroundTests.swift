import Imports
import Messages
import Pages
import Rulebook
import ServiceKit
import Tables
import Testing
import Vocabulary

@testable import Intake

/// What is read from files beside the store.
@Suite(.timeLimit(.minutes(1)))
struct GroundTests {
    @Test func `the list of earlier actions is read whole or stops the start, naming the fault`() throws {
        let good = "numero;theme;college;departement\nALP-2019-001;Oral;0010002X;01\nALP-2019-002;Écrit;0691662G;\n"
        let table = try EarlierActionTable(Array(good.utf8), path: "a.csv")
        #expect(table.numbers.count == 2)
        #expect(table.actions[try EarlierActionID("ALP-2019-002")]?.departement == nil)
        for bad in [
            "", "numero;theme\nA;b\n", good + "ALP-2019-001;Oral;0010002X;01\n",
            good + "ALP-2019-003;Oral;0010002A;01\n",
            good + "ALP-2019-003;\"Oral",
        ] {
            #expect(throws: RuntimeFailure.self) { try EarlierActionTable(Array(bad.utf8), path: "a.csv") }
        }
    }

    @Test func `a term's days are read as spreadsheets and as messages write them`() throws {
        let table = try TermTable(header: CSVRow(line: 1, fields: TermTable.needed + ["au"]))
        for (from, until) in [("01/09/2020", "31/08/2021"), ("2020-09-01", "2021-08-31")] {
            let row = CSVRow(line: 2, fields: ["dfie", "p-1", "Exemple", "Camille", from, until])
            guard case .term(let held) = table.term(of: row, by: Bench.dfie) else { throw NotATerm() }
            #expect((held.from.text, held.until?.text) == ("2020-09-01", "2021-08-31"))
            #expect(held.name.value.text == "Camille Exemple" && held.mail == nil)
        }
        for from in ["1/9/2020", "31/02/2020", "01-09-2020", "2020", ""] {
            let row = CSVRow(line: 2, fields: ["dfie", "p-1", "Exemple", "Camille", from, ""])
            guard case .faults(let faults) = table.term(of: row, by: Bench.dfie) else { throw NotATerm() }
            #expect(faults.map(\.field) == ["du"])
        }
    }

    @Test func `without reference files a function's département is that of its number`() throws {
        let places = NoPlaces()
        let expected = [
            "head:0691662G": "69", "ia-ipr:0010002X": "01", "ien:42-saint-etienne": "42", "service:69": "69",
            "ia-dasen:01": "01", "delegate:42:1": "42", "dfie": nil, "pole": nil, "trainer:F001": nil,
        ]
        for (text, departement) in expected {
            #expect(places.departement(of: try Function(text))?.text == departement, "\(text)")
        }
    }

    private struct NotATerm: Error {}
}
