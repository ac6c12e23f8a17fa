/// Thrown through a type's `encode(to:)` when it writes to a container that was closed by a later sibling.
struct OutOfOrder: Error {}

/// Writes values straight into the output, as the type gives them.
///
/// Containers close lazily: `Codable` never says that one is complete, so an object or array ends when the one around
/// it is written to again, or when the encoding ends. A write to a container that was closed that way can't be placed;
/// it sets `isOutOfOrder`, and the caller begins anew with `Node`.
///
/// Its state is behind plain pointers because a class's stored properties are checked for exclusive access at each
/// use. Used by one thread, within one call of `WireEncoder.encode`.
final class Writer {
    struct Marks {
        var top = 0
        var lastIdentity: UInt32 = 1
        var memberCount = 0
        var memberCapacity = 64
        var members = UnsafeMutablePointer<Member>.allocate(capacity: 64)
        var isOutOfOrder = false
        var failure: WireError?
    }

    let out: UnsafeMutablePointer<Output>
    let frames: UnsafeMutablePointer<Frame>
    let marks: UnsafeMutablePointer<Marks>
    let maximumDepth: Int
    private let sortsAll: Bool

    init(sortsAll: Bool, maximumDepth: Int) {
        self.sortsAll = sortsAll
        self.maximumDepth = maximumDepth
        out = .allocate(capacity: 1)
        out.initialize(to: Output())
        // The root's, and one in each container.
        frames = .allocate(capacity: maximumDepth + 2)
        frames.initialize(to: Frame(identity: 1))
        marks = .allocate(capacity: 1)
        marks.initialize(to: Marks())
    }

    deinit {
        out.pointee.deallocate()
        out.deallocate()
        // Frames hold no references.
        frames.deallocate()
        marks.pointee.members.deallocate()
        marks.deinitialize(count: 1)
        marks.deallocate()
    }

    var rootWriter: ValueWriter { ValueWriter(writer: self, frame: 0, identity: 1) }
    var isOutOfOrder: Bool { marks.pointee.isOutOfOrder }

    func root<T: Encodable>(_ value: T) throws {
        try encode(value, frame: 0, identity: 1)
        try enter(0, 1)
        guard frames[0].kind != .slot else { throw failure(.unencodable, "a type that encodes a value") }
        close(0)
        if let failure = marks.pointee.failure { throw failure }
    }

    func finish() -> [UInt8] { out.pointee.bytes() }

    // MARK: Frames

    /// Makes a frame the last one, by closing those above it.
    @inline(__always)
    func enter(_ frame: Int, _ identity: UInt32) throws {
        guard frame <= marks.pointee.top, frames[frame].identity == identity, marks.pointee.failure == nil else {
            throw strayed()
        }
        while marks.pointee.top > frame { pop() }
    }

    private func strayed() -> any Error {
        if let failure = marks.pointee.failure { return failure }
        marks.pointee.isOutOfOrder = true
        return OutOfOrder()
    }

    private func pop() {
        let top = marks.pointee.top
        // Foundation writes an encoder that nothing was encoded to as an empty object.
        if frames[top].kind == .slot { out.pointee.literal("{}") }
        close(top)
        marks.pointee.top = top - 1
    }

    private func close(_ frame: Int) {
        switch frames[frame].kind {
        case .slot, .filled: break
        case .array: out.pointee.byte(UInt8(ascii: "]"))
        case .object:
            if frames[frame].isSorted { sort(frame) }
            out.pointee.byte(UInt8(ascii: "}"))
            marks.pointee.memberCount = frames[frame].firstMember
        }
    }

    /// Opens a place for a value inside the container that is the last frame.
    @inline(__always)
    func push() -> ValueWriter {
        marks.pointee.lastIdentity &+= 1
        marks.pointee.top += 1
        let top = marks.pointee.top
        frames[top] = Frame(identity: marks.pointee.lastIdentity)
        return ValueWriter(writer: self, frame: top, identity: marks.pointee.lastIdentity)
    }

    /// Makes a place an object, or goes on with the one it is already: a type may ask for its container twice.
    func openObject(_ frame: Int, _ identity: UInt32, _ type: any CodingKey.Type) throws {
        try open(frame, identity, .object, UInt8(ascii: "{"))
        frames[frame].keyType = type
        if sortsAll || ObjectIdentifier(type) == DictionaryKeys.type { frames[frame].isSorted = true }
    }

    func openArray(_ frame: Int, _ identity: UInt32) throws {
        try open(frame, identity, .array, UInt8(ascii: "["))
    }

    private func open(_ frame: Int, _ identity: UInt32, _ kind: Frame.Kind, _ bracket: UInt8) throws {
        try enter(frame, identity)
        guard frames[frame].kind != kind else { return }
        guard frames[frame].kind == .slot else { throw fail(.unencodable, "one kind of value in one place") }
        guard frame < maximumDepth else { throw fail(.tooDeep, "no deeper nesting") }
        frames[frame].kind = kind
        frames[frame].firstMember = marks.pointee.memberCount
        out.pointee.byte(bracket)
        frames[frame].start = out.pointee.count
    }

    /// Enters a place that one scalar may fill.
    @inline(__always)
    func fill(_ frame: Int, _ identity: UInt32) throws {
        try enter(frame, identity)
        guard frames[frame].kind == .slot else { throw fail(.unencodable, "one value in one place") }
        frames[frame].kind = .filled
    }

    /// Enters an array for one element more.
    @inline(__always)
    func element(_ frame: Int, _ identity: UInt32) throws {
        try enter(frame, identity)
        if frames[frame].count > 0 { out.pointee.byte(UInt8(ascii: ",")) }
        frames[frame].count += 1
    }

    /// Enters an object and writes a member's name.
    func member(_ frame: Int, _ identity: UInt32, _ name: String) throws {
        try enter(frame, identity)
        if frames[frame].count > 0 { out.pointee.byte(UInt8(ascii: ",")) }
        let start = out.pointee.count
        guard out.pointee.string(name) else { throw fail(.nulCharacter, "no U+0000") }
        note(Member(start: start, nameCount: out.pointee.count - start - 2))
        out.pointee.byte(UInt8(ascii: ":"))
        frames[frame].count += 1
        if !frames[frame].isSorted { try refuseDuplicate(frame) }
    }

    private func note(_ member: Member) {
        if marks.pointee.memberCount == marks.pointee.memberCapacity {
            let larger = UnsafeMutablePointer<Member>.allocate(capacity: marks.pointee.memberCapacity * 2)
            larger.moveInitialize(from: marks.pointee.members, count: marks.pointee.memberCount)
            marks.pointee.members.deallocate()
            marks.pointee.members = larger
            marks.pointee.memberCapacity *= 2
        }
        (marks.pointee.members + marks.pointee.memberCount).initialize(to: member)
        marks.pointee.memberCount += 1
    }

    // MARK: Failures

    /// Keeps the first failure, so that a type that catches it does not hide it.
    func fail(_ kind: WireError.Kind, _ expected: String) -> WireError {
        let error = failure(kind, expected)
        if marks.pointee.failure == nil { marks.pointee.failure = error }
        return error
    }

    func keep(_ error: any Error) {
        if marks.pointee.failure == nil, !isOutOfOrder { marks.pointee.failure = wireError(error) }
    }
}
