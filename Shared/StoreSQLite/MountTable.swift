/// Which file system a path is on, read from the text of `/proc/self/mountinfo` (proc(5)). Pure.
struct MountTable {
    private var mounts: [(point: String, type: String)] = []

    init(mountInfo: String) {
        for line in mountInfo.split(separator: "\n") {
            // 36 35 98:0 /root /mount/point options optional… - type source options
            let fields = line.split(separator: " ")
            guard let dash = fields.firstIndex(of: "-"), dash > 4, dash + 1 < fields.count else { continue }
            mounts.append((Self.unescaped(fields[4]), String(fields[dash + 1])))
        }
    }

    /// The type at the deepest mount point above the path; among equal ones the last hides the others.
    func type(of path: String) -> String? {
        var best: (point: String, type: String)?
        for mount in mounts where Self.holds(mount.point, path) {
            if mount.point.utf8.count >= best?.point.utf8.count ?? 0 { best = mount }
        }
        return best?.type
    }

    /// File systems on which SQLite's locks and its WAL's shared memory can't be trusted.
    static func isNetwork(_ type: String) -> Bool {
        type.hasPrefix("fuse")
            || [
                "9p", "afs", "beegfs", "ceph", "cifs", "coda", "gfs2", "glusterfs", "gpfs", "lustre", "ncpfs", "nfs",
                "nfs4", "ocfs2", "orangefs", "pvfs2", "smb3", "smbfs", "vboxsf",
            ].contains(type)
    }

    private static func holds(_ point: String, _ path: String) -> Bool {
        point == "/" || path == point || path.hasPrefix(point + "/")
    }

    /// Space, tab, newline and backslash stand as three octal digits after a backslash.
    private static func unescaped(_ field: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(field.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == 0x5C, rest.count >= 3,
                let code = UInt8(String(decoding: rest.prefix(3), as: UTF8.self), radix: 8)
            {
                bytes.append(code)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
