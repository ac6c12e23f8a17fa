/// The known name that a mistyped one most likely meant.
enum ConfigurationNearestName {
    /// Nil when nothing is near: more than a third of the letters (at least two) would have to change.
    ///
    /// Of equally near names the first in `names` wins, so the answer does not depend on hashing.
    static func find(_ name: String, among names: [String]) -> String? {
        let typed = Array(name.lowercased().unicodeScalars.prefix(64))
        let allowed = max(2, typed.count / 3)
        var best: (name: String, distance: Int)?
        for candidate in names {
            let distance = distance(typed, Array(candidate.lowercased().unicodeScalars))
            if distance <= allowed, distance < (best?.distance ?? .max) { best = (candidate, distance) }
        }
        return best?.name
    }

    /// Optimal string alignment: insertions, deletions, substitutions, and swaps of two neighbours, each costing one.
    static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for i in left.indices {
            var row = [i + 1]
            row.reserveCapacity(right.count + 1)
            for j in right.indices {
                var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    cost = min(cost, beforeLast[j - 1] + 1)
                }
                row.append(cost)
            }
            (beforeLast, last) = (last, row)
        }
        return last[right.count]
    }
}
