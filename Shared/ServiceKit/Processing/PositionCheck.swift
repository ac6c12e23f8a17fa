package import Store

/// Whether a stored position fits the topic that is there: a topic that was cut, recreated or forgotten is an alarm,
/// never a silent jump (HEART: on assignment). Pure.
package enum PositionCheck: Hashable, Sendable {
    case fits
    /// The position is below the low watermark: records were deleted before they were read.
    case cut(position: Int64, low: Int64)
    /// The position is above the end: the topic was recreated or the broker lost its log.
    case beyondEnd(position: Int64, end: Int64)
    /// The record before the position isn't the one that was read there.
    case anotherRecord(position: Int64)

    /// - Parameter recordBefore: key and sequence of the record at position − 1; nil where it can't be had any more
    ///   (the low watermark stands at the position), or isn't one of ours.
    package init(
        _ position: Position, low: Int64, end: Int64, recordBefore: (key: String, sequence: Int64)?
    ) {
        if position.next > end {
            self = .beyondEnd(position: position.next, end: end)
        } else if position.next < low, position.next > 0 || low > 0 {
            self = .cut(position: position.next, low: low)
        } else if position.next > low, let key = position.lastKey, let sequence = position.lastSequence,
            recordBefore?.key.isSameBytes(as: key) != true || recordBefore?.sequence != sequence
        {
            self = .anotherRecord(position: position.next)
        } else {
            self = .fits
        }
    }

    /// One clear line: what is wrong and what to do.
    package func line(for place: KeyOfPartition) -> String? {
        let cure = "see docs/operations.md, \"a topic was cut or recreated\""
        return switch self {
        case .fits: nil
        case .cut(let position, let low):
            "\(place) was cut: the store's position is \(position), the topic begins at \(low); \(cure)"
        case .beyondEnd(let position, let end):
            "\(place) was recreated or lost its log: the store's position is \(position), the topic ends at \(end); \(cure)"
        case .anotherRecord(let position):
            "\(place) was recreated: the record before position \(position) isn't the one that was read; \(cure)"
        }
    }
}
