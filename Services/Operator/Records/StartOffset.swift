import ArgumentParser

/// Where reading begins in a partition: `12` that offset, `-12` the last twelve, `end` only what comes.
enum StartOffset: Equatable, ExpressibleByArgument {
    case offset(Int64)
    case last(Int64)
    case end

    init?(argument: String) {
        if argument == "end" {
            self = .end
        } else if let number = Int64(argument), number != .min {
            self = number < 0 || argument.hasPrefix("-") ? .last(-number) : .offset(number)
        } else {
            return nil
        }
    }

    /// What is to be read of what the partition holds. An offset that was cut away gives the oldest that is left.
    func range(in held: Range<Int64>) -> Range<Int64> {
        let start =
            switch self {
            case .offset(let offset): min(max(offset, held.lowerBound), held.upperBound)
            case .last(let count): count >= Int64(held.count) ? held.lowerBound : held.upperBound - count
            case .end: held.upperBound
            }
        return start..<held.upperBound
    }
}
