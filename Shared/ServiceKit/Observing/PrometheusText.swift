/// Prometheus' text exposition format 0.0.4 (prometheus.io, "Exposition formats"), in pure functions.
package enum PrometheusText {
    package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// A name of `[a-zA-Z_:][a-zA-Z0-9_:]*`: every other character becomes `_`.
    package static func metricName(_ name: String) -> String { sanitised(name, allowsColon: true) }

    /// A label of `[a-zA-Z_][a-zA-Z0-9_]*`. Names beginning with `__`, and `le` of a histogram, are the system's own.
    package static func labelName(_ name: String) -> String {
        let plain = sanitised(name, allowsColon: false)
        if plain == "le" { return "le_" }
        return plain.hasPrefix("__") ? "_" + plain.drop { $0 == "_" } : plain
    }

    private static func sanitised(_ name: String, allowsColon: Bool) -> String {
        var result = ""
        for scalar in name.unicodeScalars {
            switch scalar {
            case "a"..."z", "A"..."Z", "_": result.unicodeScalars.append(scalar)
            case ":" where allowsColon: result += ":"
            case "0"..."9":
                if result.isEmpty { result = "_" }
                result.unicodeScalars.append(scalar)
            default: result += "_"
            }
        }
        return result.isEmpty ? "_" : result
    }

    /// Labels as they stand after a name, braces included; nothing without labels. Sorted, so that the same labels in
    /// another order are the same series; of two that become one name the first stays.
    static func labels(_ dimensions: [(String, String)]) -> String {
        var seen: Set<String> = []
        let pairs = dimensions.map { (labelName($0.0), $0.1) }.filter { seen.insert($0.0).inserted }
            .sorted { $0.0 < $1.0 }
        if pairs.isEmpty { return "" }
        return "{" + pairs.map { "\($0.0)=\"\(escapedValue($0.1))\"" }.joined(separator: ",") + "}"
    }

    /// The labels of one bucket: those of the series and `le`.
    static func labels(_ labels: String, bound: Double) -> String {
        let le = "le=\"\(number(bound))\""
        return labels.isEmpty ? "{\(le)}" : "\(labels.dropLast()),\(le)}"
    }

    /// By scalars: `\r\n` is one Character, and the `\n` in it would end the line.
    static func escapedValue(_ text: String) -> String { escaped(text, quotes: true) }
    static func escapedHelp(_ text: String) -> String { escaped(text, quotes: false) }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"" where quotes: result += "\\\""
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A number as Go's `ParseFloat` reads it.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        // Whole numbers without a fraction, as far as a double holds them exactly.
        if value == value.rounded(), abs(value) < 9e15 { return String(Int64(value)) }
        return value.description
    }
}
