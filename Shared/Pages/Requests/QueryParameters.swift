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
            else { throw Problem.badRequest(.badQuery) }
            guard values.updateValue(value, forKey: name) == nil else {
                throw Problem.badRequest(.parameterTwice, errors: [FieldError(field: name, .giveOnce)])
            }
        }
    }

    package subscript(_ name: String) -> String? { values[name] }

    /// - Throws: ``Problem`` 400 that names each parameter that isn't in the list.
    package func only(_ names: String...) throws {
        let unknown = values.keys.filter { !names.contains($0) }.sorted()
        guard unknown.isEmpty else {
            throw Problem.badRequest(
                .parameterUnknown, errors: unknown.map { FieldError(field: $0, .parametersKnown(names)) })
        }
    }

    /// A whole number in a range, or the default where it isn't given.
    /// - Throws: ``Problem`` 422.
    package func number(_ name: String, in range: ClosedRange<Int64>, default standard: Int64) throws -> Int64 {
        guard let text = values[name] else { return standard }
        guard let number = Int64(text), range.contains(number) else {
            throw Problem.invalid([
                FieldError(field: name, value: text, .wholeNumber(range))
            ])
        }
        return number
    }

    /// One of these words, or nil where it isn't given.
    /// - Throws: ``Problem`` 422.
    package func choice(_ name: String, of texts: [String]) throws -> String? {
        guard let text = values[name] else { return nil }
        guard texts.contains(text) else {
            throw Problem.invalid([FieldError(field: name, value: text, .oneOf(texts))])
        }
        return text
    }
}
