import Foundation
import Vocabulary

/// Whether a breach's place is one of a form's JSON: it stands there, or is a field that may be absent and is.
struct FormPaths {
    private let form: Any

    init(_ form: RequestForm) throws {
        self.form = try JSONSerialization.jsonObject(with: try JSONEncoder().encode(form))
    }

    func resolves(_ place: String) -> Bool {
        // The whole.
        if place.isEmpty { return true }
        var value: Any? = form
        for step in place.split(separator: ".", omittingEmptySubsequences: false) {
            let parts = step.split(separator: "[", maxSplits: 1)
            guard let name = parts.first, let object = value as? [String: Any] else { return false }
            value = object[String(name)]
            if parts.count == 2 {
                guard let index = Int(parts[1].dropLast()), parts[1].last == "]", let list = value as? [Any],
                    list.indices.contains(index)
                else { return false }
                value = list[index]
            }
        }
        return value != nil
            || ["earlierAction", "territory", "contractLink", "theme.proposedClass"].contains(place)
    }
}
