/// Reads one JSON value from a line: strict RFC 8259, at most 32 levels deep. Unlike WireJSON, which reads into types
/// and stops at the first fault, it keeps keys that nobody declared and keys written twice, for people's own files.
struct JSONText {
    static let deepest = 32
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    private init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    static func read(_ bytes: ArraySlice<UInt8>) throws(JSONFault) -> JSONNode {
        var text = JSONText(bytes)
        text.skipSpace()
        let node = try text.value(depth: 0)
        text.skipSpace()
        guard text.position == bytes.endIndex else {
            throw text.fault("quelque chose suit la fin de l'objet : on attend une demande par ligne")
        }
        return node
    }

    private var byte: UInt8 { position < bytes.endIndex ? bytes[position] : 0 }

    private func fault(_ reason: String) -> JSONFault {
        JSONFault(offset: position - bytes.startIndex, reason: reason)
    }

    private mutating func skipSpace() {
        while byte == 0x20 || byte == 0x09 || byte == 0x0D { position += 1 }
    }

    private mutating func value(depth: Int) throws(JSONFault) -> JSONNode {
        guard depth <= Self.deepest else {
            throw fault("plus de \(Self.deepest) niveaux emboîtés : une demande n'en a que six")
        }
        switch byte {
        case UInt8(ascii: "{"): return try object(depth)
        case UInt8(ascii: "["): return try list(depth)
        case UInt8(ascii: "\""): return JSONNode(value: .text(try string()))
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return JSONNode(value: .number(try number()))
        case _ where take("true"): return JSONNode(value: .flag(true))
        case _ where take("false"): return JSONNode(value: .flag(false))
        case _ where take("null"): return JSONNode(value: .null)
        case _ where position == bytes.endIndex: throw fault("la ligne s'arrête là où on attend une valeur")
        default: throw fault("on attend une valeur : un texte entre guillemets, un nombre, true, false, [ ou {")
        }
    }

    private mutating func take(_ word: StaticString) -> Bool {
        let matches = word.withUTF8Buffer { bytes[position...].starts(with: $0) }
        if matches { position += word.utf8CodeUnitCount }
        return matches
    }

    private mutating func object(_ depth: Int) throws(JSONFault) -> JSONNode {
        var members: [(key: String, node: JSONNode)] = []
        position += 1
        skipSpace()
        if byte == UInt8(ascii: "}") {
            position += 1
            return JSONNode(value: .object(members))
        }
        while true {
            guard byte == UInt8(ascii: "\"") else { throw fault(expecting("une clé entre guillemets")) }
            let key = try string()
            skipSpace()
            guard byte == UInt8(ascii: ":") else { throw fault(expecting("deux-points après la clé")) }
            position += 1
            skipSpace()
            members.append((key, try value(depth: depth + 1)))
            if try isClosed(by: UInt8(ascii: "}"), "une virgule ou }") { return JSONNode(value: .object(members)) }
        }
    }

    private mutating func list(_ depth: Int) throws(JSONFault) -> JSONNode {
        var nodes: [JSONNode] = []
        position += 1
        skipSpace()
        if byte == UInt8(ascii: "]") {
            position += 1
            return JSONNode(value: .list(nodes))
        }
        while true {
            nodes.append(try value(depth: depth + 1))
            if try isClosed(by: UInt8(ascii: "]"), "une virgule ou ]") { return JSONNode(value: .list(nodes)) }
        }
    }

    /// Behind an element: false where a comma, and so another one, follows.
    private mutating func isClosed(by close: UInt8, _ expected: String) throws(JSONFault) -> Bool {
        skipSpace()
        guard byte == close || byte == UInt8(ascii: ",") else { throw fault(expecting(expected)) }
        let isClosed = byte == close
        position += 1
        if !isClosed { skipSpace() }
        return isClosed
    }

    private func expecting(_ what: String) -> String {
        position == bytes.endIndex ? "la ligne s'arrête là où on attend \(what)" : "on attend \(what)"
    }

    /// RFC 8259, section 6.
    private mutating func number() throws(JSONFault) -> String {
        let start = position
        func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
        if byte == UInt8(ascii: "-") { position += 1 }
        guard isDigit(byte) else { throw fault(expecting("un chiffre")) }
        let leads = byte == UInt8(ascii: "0")
        position += 1
        if leads, isDigit(byte) { throw fault("un nombre ne commence pas par 0 ; mettez un code entre guillemets") }
        while isDigit(byte) { position += 1 }
        if byte == UInt8(ascii: ".") {
            position += 1
            guard isDigit(byte) else { throw fault(expecting("un chiffre après le point")) }
            while isDigit(byte) { position += 1 }
        }
        if byte | 0x20 == UInt8(ascii: "e") {
            position += 1
            if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { position += 1 }
            guard isDigit(byte) else { throw fault(expecting("un chiffre dans l'exposant")) }
            while isDigit(byte) { position += 1 }
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func string() throws(JSONFault) -> String {
        position += 1
        let start = position
        var decoded: [UInt8]?
        while true {
            guard position < bytes.endIndex else { throw fault("la ligne s'arrête au milieu d'un texte") }
            switch byte {
            case UInt8(ascii: "\""):
                let text =
                    decoded.map { String(validating: $0, as: UTF8.self) }
                    ?? String(validating: bytes[start..<position], as: UTF8.self)
                guard let text else { throw fault("le texte n'est pas en UTF-8 ; enregistrez le fichier en UTF-8") }
                position += 1
                return text
            case UInt8(ascii: "\\"):
                var text = decoded ?? Array(bytes[start..<position])
                try escape(into: &text)
                decoded = text
            case 0: throw fault("un caractère nul (NUL) ; ôtez-le")
            case 1..<0x20:
                throw fault("un caractère de commande dans un texte ; une fin de ligne s'écrit \\n, une tabulation \\t")
            default:
                decoded?.append(byte)
                position += 1
            }
        }
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONFault) {
        position += 1
        let plain: UInt8
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): plain = byte
        case UInt8(ascii: "b"): plain = 0x08
        case UInt8(ascii: "f"): plain = 0x0C
        case UInt8(ascii: "n"): plain = 0x0A
        case UInt8(ascii: "r"): plain = 0x0D
        case UInt8(ascii: "t"): plain = 0x09
        case UInt8(ascii: "u"):
            let scalar = try unicodeEscape()
            text.append(contentsOf: Array(String(Character(scalar)).utf8))
            return
        default: throw fault("\\ n'est suivi ni de \" \\ / b f n r t ni de u")
        }
        text.append(plain)
        position += 1
    }

    private mutating func unicodeEscape() throws(JSONFault) -> Unicode.Scalar {
        let high = try fourDigits()
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard (0xD800..<0xDC00).contains(high), byte == UInt8(ascii: "\\") else {
            throw fault("la moitié d'un caractère (\\u) sans l'autre")
        }
        position += 1
        guard byte == UInt8(ascii: "u") else { throw fault("la moitié d'un caractère (\\u) sans l'autre") }
        let low = try fourDigits()
        guard (0xDC00..<0xE000).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(low) - 0xDC00))
        else { throw fault("la moitié d'un caractère (\\u) sans l'autre") }
        return scalar
    }

    /// Behind the `u`.
    private mutating func fourDigits() throws(JSONFault) -> UInt16 {
        position += 1
        let digits = bytes[position..<min(position + 4, bytes.endIndex)]
        guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let number = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw fault("\\u est suivi de quatre chiffres hexadécimaux") }
        position += 4
        return number
    }
}
