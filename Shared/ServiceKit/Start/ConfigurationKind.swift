/// The forms a value can take, each with how it is judged and how it is described to people.
package enum ConfigurationKind: Equatable, Sendable {
    /// Any text of one line.
    case text
    /// `[a-z0-9-]{1,32}`: part of a record's source, a group's name, a file's name.
    case label
    /// `sqlite:PATH`, `postgres://…`, `postgresql://…`; the engine judges the rest.
    case store
    /// `HOST:PORT[,HOST:PORT…]` or `embedded:ADDRESS-FILE`.
    case kafka
    /// `HOST:PORT` to listen on; port 0 takes a free one.
    case address
    /// A path; whether it can be read is for whoever opens it.
    case file
    case count(ClosedRange<Int>)
    /// A number and its unit: `500ms`, `20s`, `5m`, `1h`.
    case duration(ClosedRange<Duration>)
    case choice([String])
    /// Present or not; `true` and `false` where a value must stand.
    case flag
    /// Many `NAME=VALUE`; a later source overrides name by name.
    case properties
}

/// A value judged good. `text` is what was written.
package enum ConfigurationValue: Equatable, Sendable {
    case text(String)
    case kafka(ConfigurationKafka)
    case address(ConfigurationAddress)
    case count(Int)
    case duration(Duration)
    case flag(Bool)
    case properties([String: String])
}

/// Where the broker is.
package enum ConfigurationKafka: Equatable, Sendable {
    /// librdkafka's `bootstrap.servers`.
    case servers(String)
    /// The file `alp-broker` writes its address to; absent until the broker runs.
    case embedded(addressFile: String)
}

/// Where to listen.
package struct ConfigurationAddress: Equatable, Sendable {
    /// A name or an address, an IPv6 one without its brackets.
    package var host: String
    /// 0: the system chooses a free one.
    package var port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    package var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }
}

extension ConfigurationAddress: CustomStringConvertible {
    package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// Nil unless `HOST:PORT` or `[IPV6]:PORT`.
    package init?(_ text: String, ports: ClosedRange<Int> = 0...65535) {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        var host = String(text[..<colon])
        if host.hasPrefix("[") && host.hasSuffix("]") {
            host = String(host.dropFirst().dropLast())
            guard host.contains(":"), host.allSatisfy({ $0.isHexDigit || ":.%".contains($0) }) else { return nil }
        } else if !host.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) }) {
            return nil
        }
        let digits = text[text.index(after: colon)...]
        guard !host.isEmpty, digits.count <= 5, digits.allSatisfy({ $0.isASCII && $0.isNumber }),
            let port = Int(digits),
            ports.contains(port)
        else { return nil }
        self.init(host: host, port: port)
    }
}

extension ConfigurationKind {
    /// In capitals, as after a flag in `--help`.
    var placeholder: String {
        switch self {
        case .text: "TEXT"
        case .label: "NAME"
        case .store: "URL"
        case .kafka: "SERVERS"
        case .address: "HOST:PORT"
        case .file: "FILE"
        case .count: "N"
        case .duration: "DURATION"
        case .choice(let choices): choices.joined(separator: "|")
        case .flag: "true|false"
        case .properties: "NAME=VALUE"
        }
    }

    /// What a good value looks like, in words that fit after "expected".
    var expected: String {
        switch self {
        case .text: "a text of one line"
        case .label: "1 to 32 of a-z, 0-9 and -"
        case .store: "sqlite:PATH or postgres://USER@HOST/DATABASE"
        case .kafka: "HOST:PORT[,HOST:PORT…] or embedded:ADDRESS-FILE"
        case .address: "HOST:PORT, the port 0 to 65535 (0: a free one), an IPv6 address in [ ]"
        case .file: "the path of a file"
        case .count(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .duration(let range):
            "a number with its unit (ms, s, m, h), from \(ConfigurationDuration.text(range.lowerBound))"
                + " to \(ConfigurationDuration.text(range.upperBound))"
        case .choice(let choices): "one of " + choices.joined(separator: ", ")
        case .flag: "true or false"
        case .properties: "NAME=VALUE or NAME=@FILE"
        }
    }

    /// Nil when the text has not the expected form. `properties` are taken apart by `ConfigurationProperties`.
    func judge(_ text: String) -> ConfigurationValue? {
        guard !text.isEmpty, !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
            return nil
        }
        switch self {
        case .text, .file: return .text(text)
        case .label:
            let isGood = text.utf8.count <= 32 && text.utf8.allSatisfy { ConfigurationKind.labelBytes.contains($0) }
            return isGood ? .text(text) : nil
        case .store: return Self.isStore(text) ? .text(text) : nil
        case .kafka: return Self.kafka(text)
        case .address: return ConfigurationAddress(text).map { .address($0) }
        case .count(let range):
            guard text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }), let count = Int(text) else {
                return nil
            }
            return range.contains(count) ? .count(count) : nil
        case .duration(let range):
            return ConfigurationDuration.parse(text).flatMap { range.contains($0) ? .duration($0) : nil }
        case .choice(let choices): return choices.contains(text) ? .text(text) : nil
        case .flag: return text == "true" ? .flag(true) : text == "false" ? .flag(false) : nil
        case .properties: return nil
        }
    }

    private static let labelBytes = Set("abcdefghijklmnopqrstuvwxyz0123456789-".utf8)

    private static func isStore(_ text: String) -> Bool {
        if text.hasPrefix("sqlite:") { return text.utf8.count > "sqlite:".utf8.count }
        guard !text.contains(where: \.isWhitespace) else { return false }
        return ["postgres://", "postgresql://"].contains { text.hasPrefix($0) && text.utf8.count > $0.utf8.count }
    }

    private static func kafka(_ text: String) -> ConfigurationValue? {
        if text.hasPrefix("embedded:") {
            let path = text.dropFirst("embedded:".count)
            return path.isEmpty ? nil : .kafka(.embedded(addressFile: String(path)))
        }
        let servers = text.split(separator: ",", omittingEmptySubsequences: false)
        let areGood = servers.allSatisfy { ConfigurationAddress(String($0), ports: 1...65535) != nil }
        return areGood ? .kafka(.servers(text)) : nil
    }
}
