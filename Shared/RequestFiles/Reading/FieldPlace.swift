/// Where a breach or a fault stands, in words: « groupe 1, effectifs 2, premier degré ».
package enum FieldPlace {
    /// - Parameter path: a JSON path within the form, `groups[0].teachers[1].firstDegree`.
    package static func french(_ path: String) -> String {
        guard !path.isEmpty else { return "ensemble de la demande" }
        var words: [String] = []
        var keys = ""
        for part in path.split(separator: ".") {
            let pieces = part.split(separator: "[")
            guard let name = pieces.first else { return path }
            keys += keys.isEmpty ? name : ".\(name)"
            let numbers = pieces.dropFirst().compactMap { Int($0.dropLast()) }
            let key = numbers.isEmpty ? keys : keys + "[]"
            guard let label = labels[key] ?? labels[keys] ?? labels[keys + "[]"] else { return path }
            words.append(([label] + numbers.map { "\($0 + 1)" }).joined(separator: " "))
            keys = key
        }
        return words.joined(separator: ", ")
    }

    private static let labels = Dictionary(uniqueKeysWithValues: RequestKey.all.map { ($0.path, $0.label) })
}
