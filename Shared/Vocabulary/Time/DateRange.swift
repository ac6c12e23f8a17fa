/// Days from one to another, both in; never empty.
package struct DateRange: Codable, Hashable, Sendable {
    /// In the range.
    package let first: CivilDate
    /// In the range too.
    package let last: CivilDate

    package init(_ first: CivilDate, _ last: CivilDate) throws(ValueError) {
        guard first <= last else {
            throw ValueError(
                kind: "une période", value: "\(first)/\(last)", expected: "une fin qui ne précède pas le début")
        }
        self.first = first
        self.last = last
    }

    package init(day: CivilDate) {
        first = day
        last = day
    }

    package func contains(_ date: CivilDate) -> Bool { first <= date && date <= last }

    package func overlaps(_ other: DateRange) -> Bool { first <= other.last && other.first <= last }

    /// At least 1.
    package var dayCount: Int { last.days(since: first) + 1 }

    /// Every day, in order.
    package var days: some Sequence<CivilDate> & Sendable {
        (first.daysSinceEpoch...last.daysSinceEpoch).lazy.map { CivilDate(unchecked: $0) }
    }

    private enum CodingKeys: String, CodingKey { case first, last }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        first = try container.decode(CivilDate.self, forKey: .first)
        last = try container.decode(CivilDate.self, forKey: .last)
        guard first <= last else {
            throw DecodingError.dataCorruptedError(
                forKey: .last, in: container, debugDescription: "a range that ends before it begins")
        }
    }
}
