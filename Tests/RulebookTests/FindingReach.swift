import Rulebook
import Vocabulary

extension Finding {
    /// Whether a breach says this: the message with anything in the place of each `…`. A message that is itself cut
    /// short by a `…` is no different.
    func isSaid(by breach: Breach) -> Bool {
        guard severity == breach.severity else { return false }
        var rest = breach.message[...]
        let pieces = message.split(separator: "…", omittingEmptySubsequences: false)
        for (index, piece) in pieces.enumerated() where !piece.isEmpty {
            if index == 0 {
                guard rest.hasPrefix(piece) else { return false }
                rest = rest.dropFirst(piece.count)
            } else if index == pieces.count - 1 {
                return rest.hasSuffix(piece)
            } else {
                guard let range = rest.firstRange(of: piece) else { return false }
                rest = rest[range.upperBound...]
            }
        }
        return true
    }
}

extension Rule {
    /// The finding that a breach says; of several the one that says most.
    func finding(saidBy breach: Breach) -> Finding? {
        findings.filter { $0.isSaid(by: breach) }.max { $0.message.utf8.count < $1.message.utf8.count }
    }
}
