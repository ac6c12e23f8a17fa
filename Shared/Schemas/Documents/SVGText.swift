/// Pieces of a drawing. What is written into it is escaped.
enum SVGText {
    static func document(width: Int, height: Int, title: String, _ body: [String]) -> String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" \
        font-family="sans-serif" font-size="13">
        <title>\(escape(title))</title>
        <defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">\
        <path d="M0 0 8 4 0 8z" fill="#667"/></marker></defs>
        <rect width="100%" height="100%" fill="#fff"/>
        \(body.joined(separator: "\n"))
        </svg>

        """
    }

    /// A box with its name; `title` shows when a reader points at it.
    static func box(x: Int, y: Int, width: Int, height: Int = 28, _ text: String, fill: String, title: String) -> String
    {
        """
        <g><title>\(escape(title))</title>\
        <rect x="\(x)" y="\(y)" width="\(width)" height="\(height)" rx="4" fill="\(fill)" stroke="#445"/>\
        <text x="\(x + width / 2)" y="\(y + height / 2 + 5)" text-anchor="middle">\(escape(text))</text></g>
        """
    }

    static func arrow(from start: (x: Int, y: Int), to end: (x: Int, y: Int), title: String) -> String {
        """
        <g><title>\(escape(title))</title><line x1="\(start.x)" y1="\(start.y)" x2="\(end.x)" y2="\(end.y)" \
        stroke="#667" marker-end="url(#tip)"/></g>
        """
    }

    /// One that bends.
    static func arrow(through points: [(x: Int, y: Int)], title: String) -> String {
        let path = points.map { "\($0.x),\($0.y)" }.joined(separator: " ")
        return """
            <g><title>\(escape(title))</title><polyline points="\(path)" fill="none" \
            stroke="#667" marker-end="url(#tip)"/></g>
            """
    }

    static func label(x: Int, y: Int, _ text: String) -> String {
        "<text x=\"\(x)\" y=\"\(y)\" fill=\"#445\">\(escape(text))</text>"
    }

    static func escape(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
