import Foundation
import Store

/// Where a statement's text and bytes stand while it runs: one piece of memory, used again for each run. SQLite would
/// otherwise copy every value into an allocation of its own, which costs more than to bind it.
///
/// Used on the connection's thread. What `copy` answers holds until the next `begin`, so whoever binds it either binds
/// all of its parameters anew before the next run, or clears them.
final class BindingSpace {
    private var memory = UnsafeMutableRawPointer.allocate(byteCount: 4096, alignment: 16)
    private var capacity = 4096
    private var used = 0

    /// Makes room for a run's values, before the first of them is copied: nothing moves until the next run.
    func begin(with values: [SQLValue]) {
        used = 0
        var wanted = 0
        for value in values {
            switch value {
            case .text(let text): wanted += text.utf8.count
            case .bytes(let bytes): wanted += bytes.count
            case .null, .integer: break
            }
        }
        // What a large value took is given back at the next small one.
        guard wanted > capacity || (capacity > Self.kept && wanted <= Self.kept) else { return }
        memory.deallocate()
        capacity = max(wanted, min(wanted * 2, Self.kept), 4096)
        memory = .allocate(byteCount: capacity, alignment: 16)
    }

    /// Of bytes that are not empty, and that `begin` was told of.
    func copy(_ bytes: UnsafeRawBufferPointer) -> UnsafeMutableRawPointer {
        precondition(bytes.count <= capacity - used, "a value that begin wasn't told of")
        let target = memory + used
        if let start = bytes.baseAddress { target.copyMemory(from: start, byteCount: bytes.count) }
        used += bytes.count
        return target
    }

    private static let kept = 1 << 16

    deinit { memory.deallocate() }
}
