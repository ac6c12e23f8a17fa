/// A piece of a page. Whatever text is put into it is escaped, so that nothing that a person wrote can become markup:
/// only what stands in the source is.
///
/// ```swift
/// let rows = letters.map { HTML("<li>\($0.title)</li>") }
/// let page = HTML("<ul>\(rows)</ul>")
/// ```
///
/// In an attribute, put the value between double quotes. A URL that a person wrote is never made a link.
package struct HTML: Hashable, Sendable, ExpressibleByStringInterpolation {
    package let text: String

    /// Markup that stands in the source.
    package init(stringLiteral markup: String) { text = markup }

    package init(stringInterpolation pieces: Interpolation) { text = pieces.text }

    package struct Interpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        package init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity * 2) }

        package mutating func appendLiteral(_ markup: String) { text += markup }
        package mutating func appendInterpolation(_ value: String) { text += HTML.escaped(value) }
        package mutating func appendInterpolation(_ value: some BinaryInteger) { text += "\(value)" }
        package mutating func appendInterpolation(_ piece: HTML) { text += piece.text }
        package mutating func appendInterpolation(_ pieces: [HTML]) { for piece in pieces { text += piece.text } }
        package mutating func appendInterpolation(_ piece: HTML?) { text += piece?.text ?? "" }
    }

    /// A whole page.
    /// - Parameters:
    ///   - language: as HTML names it, `fr`.
    ///   - style: CSS of the page's own.
    package static func page(title: String, language: String = "fr", style: HTML = "", _ body: HTML) -> HTML {
        """
        <!doctype html>
        <html lang="\(language)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(title)</title>
        <style>body{font:1rem/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\(style)</style>
        </head>
        <body>
        \(body)
        </body>
        </html>

        """
    }

    /// The text with what means something to HTML written as a reference. Controls that turn the direction of what
    /// follows are left out: a name with one could make the rest of a line read as something else (Unicode TR36, 2.6).
    package static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            case _ where scalar.properties.generalCategory == .control: break
            case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}", "\u{200E}", "\u{200F}", "\u{061C}": break
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

extension PageResponse {
    /// For who follows a link with a browser: the same that the JSON says.
    static func problemPage(_ problem: Problem) -> PageResponse {
        let details =
            ([problem.detail].compactMap(\.self) + (problem.errors ?? []).map { "\($0.field) : \($0.message)" })
            .map { HTML("<p>\($0)</p>") }
        let instance = problem.instance.map { HTML("<p><small>\($0)</small></p>") }
        var answer = html(
            .page(title: problem.title, "<h1>\(problem.title)</h1>\(details)\(instance)"), status: problem.status)
        answer.headers.merge(problem.headers) { _, own in own }
        return answer
    }
}
