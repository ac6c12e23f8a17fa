/// One breach of a rule: where, which, and what to do.
struct Finding: Sendable, Equatable, CustomStringConvertible {
    var path: String
    /// From 1; 0 where the whole file is meant.
    var line: Int
    var rule: String
    var message: String

    var description: String { "\(path):\(line) \(rule): \(message)" }
}

extension SourceFile {
    func finding(_ rule: String, line: Int = 0, _ message: String) -> Finding {
        Finding(path: path, line: line, rule: rule, message: message)
    }

    /// A finding for each line of `lines` where `isBad` says why.
    func findings(_ rule: String, in lines: [String], _ isBad: (String) -> String?) -> [Finding] {
        lines.enumerated().compactMap { number, line in
            isBad(line).map { finding(rule, line: number + 1, $0) }
        }
    }
}
