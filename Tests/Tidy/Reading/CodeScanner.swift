/// Blanks comments and string literals out of Swift text, keeping every line's length in bytes.
///
/// It knows nested block comments, one-line and three-line strings, raw strings with any number of `#`, and
/// interpolations. Regex literals are taken as code.
struct CodeScanner {
    private enum Place: Equatable {
        case code
        /// Code inside `\(…)`, with how many parentheses are open in it.
        case interpolation(open: Int)
        case string(pounds: Int, long: Bool)
        case blockComment(depth: Int)
        case lineComment
    }

    private let bytes: [UInt8]
    private var out: [UInt8]
    private var at = 0
    private var places: [Place] = [.code]

    static func blank(_ text: String) -> String {
        var scanner = CodeScanner(text)
        while scanner.at < scanner.bytes.count { scanner.step() }
        return String(decoding: scanner.out, as: UTF8.self)
    }

    private init(_ text: String) {
        bytes = Array(text.utf8)
        out = bytes
    }

    private mutating func step() {
        switch places[places.count - 1] {
        case .code, .interpolation: stepInCode()
        case .string(let pounds, let long): stepInString(pounds: pounds, long: long)
        case .blockComment(let depth): stepInBlockComment(depth: depth)
        case .lineComment:
            if bytes[at] == UInt8(ascii: "\n") { places.removeLast() }
            erase(1)
        }
    }

    private mutating func stepInCode() {
        if looking(at: "//") { return enter(.lineComment, length: 2) }
        if looking(at: "/*") { return enter(.blockComment(depth: 1), length: 2) }
        var pounds = 0
        while at + pounds < bytes.count, bytes[at + pounds] == UInt8(ascii: "#") { pounds += 1 }
        if at + pounds < bytes.count, bytes[at + pounds] == UInt8(ascii: "\"") {
            let long = looking(at: "\"\"\"", offset: pounds)
            places.append(.string(pounds: pounds, long: long))
            // The quotes stay, so that `fatalError("")` and `fatalError()` can be told apart.
            at += pounds + (long ? 3 : 1)
            return
        }
        if case .interpolation(let open) = places[places.count - 1] {
            if bytes[at] == UInt8(ascii: "(") { places[places.count - 1] = .interpolation(open: open + 1) }
            if bytes[at] == UInt8(ascii: ")") {
                if open == 0 { places.removeLast() } else { places[places.count - 1] = .interpolation(open: open - 1) }
            }
        }
        at += 1
    }

    private mutating func stepInString(pounds: Int, long: Bool) {
        let fence = String(repeating: "#", count: pounds)
        if looking(at: "\\\(fence)(") {
            places.append(.interpolation(open: 0))
            return erase(2 + pounds)
        }
        if looking(at: "\\\(fence)") { return erase(2 + pounds) }
        if looking(at: (long ? "\"\"\"" : "\"") + fence) {
            places.removeLast()
            at += (long ? 3 : 1) + pounds
            return
        }
        // A one-line string can't pass its line's end: text that isn't Swift doesn't blank the rest of the file.
        if !long, bytes[at] == UInt8(ascii: "\n") { places.removeLast() }
        erase(1)
    }

    private mutating func stepInBlockComment(depth: Int) {
        if looking(at: "/*") {
            places[places.count - 1] = .blockComment(depth: depth + 1)
            return erase(2)
        }
        if looking(at: "*/") {
            if depth == 1 { places.removeLast() } else { places[places.count - 1] = .blockComment(depth: depth - 1) }
            return erase(2)
        }
        erase(1)
    }

    private mutating func enter(_ place: Place, length: Int) {
        places.append(place)
        erase(length)
    }

    private mutating func erase(_ length: Int) {
        for _ in 0..<length where at < bytes.count {
            if bytes[at] != UInt8(ascii: "\n") { out[at] = UInt8(ascii: " ") }
            at += 1
        }
    }

    private func looking(at text: String, offset: Int = 0) -> Bool {
        var index = at + offset
        for byte in text.utf8 {
            guard index < bytes.count, bytes[index] == byte else { return false }
            index += 1
        }
        return true
    }
}
