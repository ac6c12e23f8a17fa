import Vocabulary

/// What is shown while the year is played. Pure: figures in, lines out.
struct ProgressPicture: Equatable, Sendable {
    struct Line: Equatable, Sendable {
        var service: DemoService
        /// How many processes answer, of how many.
        var answering: Int
        var instances: Int
        /// Starts after a kill.
        var restarts: Int
        var figures: ServiceFigures
    }

    var services: [Line]
    var now: Instant
    /// 0 to 1.
    var share: Double
    var doing: String

    /// - Parameter width: columns of the terminal.
    func lines(width: Int) -> [String] {
        let date = Paris.date(at: now).frenchWithWeekday
        let head = services.map(\.service.rawValue.count).max() ?? 0
        let rows = services.map { line in
            var text = Self.pad(line.service.rawValue, head)
            text += "  handled \(Self.left(line.figures.handled, 6))  lag \(Self.left(line.figures.lag, 5))"
            text += "  parked \(Self.left(line.figures.parked, 3))"
            if line.instances > 1 { text += "  \(line.answering)/\(line.instances) instances" }
            if line.answering == 0 { text += "  starting" }
            if line.restarts > 0 { text += "  killed \(line.restarts) ×" }
            return text
        }
        let room = max(10, min(48, width - 2))
        let full = Int((Double(room) * share).rounded())
        let bar = String(repeating: "█", count: full) + String(repeating: "░", count: room - full)
        return (rows + [bar, "\(date): \(doing)"]).map { String($0.prefix(max(20, width - 1))) }
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func left(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
