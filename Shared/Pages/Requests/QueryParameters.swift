/// The part after `?`, decoded and strict: a misspelt or doubled parameter is told, never passed over.
package struct QueryParameters: Hashable, Sendable {
    private var values: [String: String]

    /// - Throws: ``Problem`` 400 for a broken escape or a name that stands twice.
    package init(_ query: some StringProtocol) throws {
        values = [:]
        for pair in query.split(separator: "&") {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.decode(halves[0], plusIsSpace: true),
                let value = PercentEncoding.decode(halves.count > 1 ? halves[1] : "", plusIsSpace: true)
            else { throw Problem.badRequest("The query has a broken escape, a NUL, or isn't UTF-8.") }
            guard values.updateValue(value, forKey: name) == nil else {
                throw Problem.badRequest(
                    "A parameter stands twice.", errors: [FieldError(field: name, message: "Give it once.")])
            }
        }
    }

    package subscript(_ name: String) -> String? { values[name] }

    /// - Throws: ``Problem`` 400 that names each parameter that isn't in the list.
    package func only(_ names: String...) throws {
        let unknown = values.keys.filter { !names.contains($0) }.sorted()
        guard unknown.isEmpty else {
            let known = names.isEmpty ? "There is none here." : "Known are \(names.joined(separator: ", "))."
            throw Problem.badRequest(
                "A parameter is unknown.", errors: unknown.map { FieldError(field: $0, message: known) })
        }
    }

    /// A whole number in a range, or the default where it isn't given.
    /// - Throws: ``Problem`` 422.
    package func number(_ name: String, in range: ClosedRange<Int64>, default standard: Int64) throws -> Int64 {
        guard let text = values[name] else { return standard }
        guard let number = Int64(text), range.contains(number) else {
            throw Problem.invalid([
                FieldError(
                    field: name, value: text,
                    message: "Give a whole number from \(range.lowerBound) to \(range.upperBound).")
            ])
        }
        return number
    }
}
