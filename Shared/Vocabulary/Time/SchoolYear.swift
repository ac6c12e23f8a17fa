/// A school year, `2020-2021`: from 1 September to 31 August.
package struct SchoolYear: TextValue, Comparable {
    package static let pattern = "^(19|2[0-9])[0-9]{2}-(19|2[0-9])[0-9]{2}$"
    package static let example = "2020-2021"

    /// The year in which it begins.
    package let first: Int

    package init(_ text: String) throws(ValueError) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 4], let first = Int(parts[0]), (1900..<2999).contains(first),
            Int(parts[1]) == first + 1
        else {
            throw ValueError(
                kind: "une année scolaire", value: text, expected: "deux années qui se suivent (2020-2021)")
        }
        self.first = first
    }

    package var text: String { "\(first)-\(first + 1)" }

    package func contains(_ date: CivilDate) -> Bool {
        (date.month >= 9 ? date.year : date.year - 1) == first
    }

    package static func < (left: Self, right: Self) -> Bool { left.first < right.first }
}
