/// Lines of iCalendar (RFC 5545, 3.1 and 3.3.11): escaped, folded by octets, ended by CRLF.
struct CalendarText: Hashable, Sendable {
    private(set) var text = ""

    /// A line as it is: names and values of ours.
    mutating func line(_ line: String) {
        text += Self.folded(line) + "\r\n"
    }

    /// A property whose value is TEXT.
    mutating func text(_ name: String, _ value: String) {
        line("\(name):\(Self.escaped(value))")
    }

    /// RFC 5545, 3.3.11: backslash, semicolon and comma are escaped, a line break is written `\n`; other control
    /// characters can't stand.
    static func escaped(_ value: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in Clean.text(value).unicodeScalars {
            switch scalar {
            case "\\", ";", ",": result.append(contentsOf: ["\\", scalar])
            case "\n": result.append(contentsOf: ["\\", "n"])
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// A parameter's value between quotes (3.2): no quote, no control character.
    static func quoted(_ value: String) -> String {
        "\"" + Clean.line(value).replacing("\"", with: "'") + "\""
    }

    /// At most 75 octets a line without its break, never inside a character; a line that goes on begins with a space.
    static func folded(_ line: String) -> String {
        var result = ""
        var octets = 0
        for scalar in line.unicodeScalars {
            let length = UTF8.width(scalar)
            if octets + length > 75 {
                result += "\r\n "
                octets = 1
            }
            result.unicodeScalars.append(scalar)
            octets += length
        }
        return result
    }
}
