package import Store

extension StartComparison {
    /// A record of an own topic that isn't what the journal says.
    package struct Finding: Hashable, Sendable, Comparable, CustomStringConvertible {
        package var place: KeyOfPartition
        package var offset: Int64
        package var id: String
        package var what: String

        package init(place: KeyOfPartition, offset: Int64, id: String, what: String) {
            self.place = place
            self.offset = offset
            self.id = id
            self.what = what
        }

        package static func < (left: Finding, right: Finding) -> Bool {
            left.place == right.place ? left.offset < right.offset : left.place < right.place
        }

        package var description: String { "\(place) offset \(offset): \(id) \(what)" }
    }

    /// An own topic that ends before what was published into it: the broker lost its log (HEART).
    package struct Forgotten: Hashable, Sendable, Comparable, CustomStringConvertible {
        package var place: KeyOfPartition
        package var published: Int64
        package var end: Int64

        package init(place: KeyOfPartition, published: Int64, end: Int64) {
            self.place = place
            self.published = published
            self.end = end
        }

        package static func < (left: Forgotten, right: Forgotten) -> Bool { left.place < right.place }

        package var description: String {
            "\(place) lost its log: the journal was published up to offset \(published), the topic ends at \(end); "
                + "publish \(place.topic) again (docs/operations.md)"
        }
    }
}

/// How many were found, and the lowest few of them: the same in whatever order they come, so that a line made of it is
/// the same at every attempt, and short. Pure.
package struct FirstFew<Found: Comparable & Sendable & CustomStringConvertible>: Sendable {
    private static var kept: Int { 3 }

    package private(set) var count = 0
    /// Ascending.
    package private(set) var first: [Found] = []

    package init() {}

    package mutating func add(_ found: Found) {
        count += 1
        first.insert(found, at: first.firstIndex { found < $0 } ?? first.endIndex)
        if first.count > Self.kept { first.removeLast() }
    }

    /// `a; b; c; and 4 more`; nil where nothing was found.
    package var line: String? {
        guard count > 0 else { return nil }
        let more = count > first.count ? "; and \(count - first.count) more" : ""
        return first.map(\.description).joined(separator: "; ") + more
    }
}
