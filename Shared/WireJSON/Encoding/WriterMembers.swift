extension Writer {
    private func name(_ member: Member) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: out.pointee.base + member.start + 1, count: member.nameCount)
    }

    private func members(_ frame: Int) -> UnsafeBufferPointer<Member> {
        let first = frames[frame].firstMember
        return UnsafeBufferPointer(start: marks.pointee.members + first, count: marks.pointee.memberCount - first)
    }

    /// Compares the last member's name with those before, if its fingerprint was met.
    @inline(__always)
    func refuseDuplicate(_ frame: Int) throws {
        let last = marks.pointee.members[marks.pointee.memberCount - 1]
        let name = name(last)
        var mixed = UInt32(truncatingIfNeeded: last.nameCount) &* 0xC2B3
        if last.nameCount > 0 { mixed ^= UInt32(name[0]) &* 0x9E37 ^ UInt32(name[last.nameCount - 1]) &* 0x85EB }
        let bit: UInt64 = 1 << UInt64((mixed >> 4) & 63)
        if frames[frame].seen & bit != 0 { try compare(frame, name) }
        frames[frame].seen |= bit
    }

    private func compare(_ frame: Int, _ wanted: UnsafeBufferPointer<UInt8>) throws {
        for other in members(frame).dropLast() where name(other).elementsEqual(wanted) {
            throw fail(.duplicateKey, "each member once")
        }
    }

    /// Puts an object's members in the order of their names' bytes. Its members are the last bytes of the output.
    func sort(_ frame: Int) {
        let members = members(frame)
        var end = out.pointee.count
        var parts: [(name: UnsafeBufferPointer<UInt8>, whole: UnsafeBufferPointer<UInt8>)] = []
        for member in members.reversed() {
            let whole = UnsafeBufferPointer(start: out.pointee.base + member.start, count: end - member.start)
            parts.append((name(member), whole))
            end = member.start - 1
        }
        parts.sort { $0.name.lexicographicallyPrecedes($1.name) }
        var sorted: [UInt8] = []
        for (place, part) in parts.enumerated() {
            if place > 0 {
                sorted.append(UInt8(ascii: ","))
                // Dictionaries with keys of their own can map two keys to one name.
                if part.name.elementsEqual(parts[place - 1].name) { _ = fail(.duplicateKey, "each member once") }
            }
            sorted.append(contentsOf: part.whole)
        }
        out.pointee.replace(from: frames[frame].start, with: sorted)
    }
}
