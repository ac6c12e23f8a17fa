/// A département by INSEE's code: `01`, `2A`, `69`, `974`. Which ones take part is the campaign's to say.
package struct Departement: TextValue, Comparable {
    package static let pattern = "^(0[1-9]|1[0-9]|2[1-9AB]|[3-8][0-9]|9[0-5]|97[1-6])$"
    package static let example = "69"
    package let text: String

    package init(_ text: String) throws(ValueError) {
        guard Self.codes.contains(text) else {
            throw ValueError(
                kind: "un code de département", value: text,
                expected: "un code de l'INSEE à deux ou trois signes (01, 2A, 69)")
        }
        self.text = text
    }

    private static let codes: Set<String> = {
        var codes = Set((1...95).filter { $0 != 20 }.map { $0 < 10 ? "0\($0)" : "\($0)" })
        codes.formUnion(["2A", "2B", "971", "972", "973", "974", "975", "976"])
        return codes
    }()

    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

/// As a key of a dictionary it is a JSON object's key.
extension Departement: CodingKeyRepresentable {
    package var codingKey: any CodingKey { DepartementKey(stringValue: text) }

    package init?(codingKey: some CodingKey) { try? self.init(codingKey.stringValue) }

    private struct DepartementKey: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
