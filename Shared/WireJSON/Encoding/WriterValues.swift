extension Writer {
    /// Writes a value into an open place. The types that Foundation's coders write otherwise than their own
    /// conformance does are written here, and strings, to spare arrays of them an encoder each.
    func encode<T: Encodable>(_ value: T, frame: Int, identity: UInt32) throws {
        if try scalar(value, frame, identity) { return }
        do {
            try value.encode(to: ValueWriter(writer: self, frame: frame, identity: identity))
        } catch {
            // What was written of it can't be taken back, so the encoding ends here even if the type goes on.
            keep(error)
            throw error
        }
    }

    private func scalar<T: Encodable>(_ value: T, _ frame: Int, _ identity: UInt32) throws -> Bool {
        guard ScalarText.isWritten(T.self) else { return false }
        try fill(frame, identity)
        switch ScalarText(value) {
        case .quoted(let text): try string(text)
        case .number(let text): out.pointee.raw(text)
        case nil: throw fail(.outOfRange, "a finite number")
        }
        return true
    }

    @inline(__always)
    func string(_ value: String) throws {
        guard out.pointee.string(value) else { throw fail(.nulCharacter, "no U+0000") }
    }

    @inline(__always)
    func floating<T: WireFloat>(_ value: T) throws {
        guard out.pointee.floating(value) else { throw fail(.outOfRange, "a finite number") }
    }

    // MARK: Failures

    func failure(_ kind: WireError.Kind, _ expected: String) -> WireError {
        WireError(
            kind: kind, path: PathKey.text(path(below: marks.pointee.top + 1)), byteOffset: out.pointee.count,
            expected: expected)
    }

    /// The steps to a frame from those that are open.
    func path(to frame: Int, _ identity: UInt32) -> [PathKey] {
        guard frame <= marks.pointee.top, frames[frame].identity == identity else { return [] }
        return path(below: frame)
    }

    private func path(below limit: Int) -> [PathKey] {
        var keys: [PathKey] = []
        for frame in 0..<limit {
            if frames[frame].kind == .array, frames[frame].count > 0 {
                keys.append(PathKey(intValue: frames[frame].count - 1))
            } else if frames[frame].kind == .object, let name = lastName(frame, limit) {
                let isDeclared = frames[frame].keyType?.declares(name) ?? false
                keys.append(PathKey(stringValue: name, intValue: nil, isDeclared: isDeclared))
            }
        }
        return keys
    }

    /// The name of the member being written: the last before those of the next object inside.
    private func lastName(_ frame: Int, _ limit: Int) -> String? {
        var end = marks.pointee.memberCount
        for inner in frame + 1..<max(limit, frame + 1) where frames[inner].kind == .object {
            end = frames[inner].firstMember
            break
        }
        guard end > frames[frame].firstMember else { return nil }
        let member = marks.pointee.members[end - 1]
        let name = UnsafeBufferPointer(start: out.pointee.base + member.start + 1, count: member.nameCount)
        return String(decoding: name, as: UTF8.self)
    }

    /// Whatever a type threw, without its text.
    func wireError(_ error: any Error) -> WireError {
        if let failure = marks.pointee.failure { return failure }
        if let error = error as? WireError { return error }
        return failure(.unencodable, "a value its type can encode")
    }
}
