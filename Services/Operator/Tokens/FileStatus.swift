// The members of `stat` belong to whichever C module was loaded first: Dispatch or its C half.
import CDispatch
import Dispatch
import Foundation

/// What fstat(2) and lstat(2) say of a file that holds or guards a secret.
struct FileStatus {
    let isRegular: Bool
    /// Somebody but its owner may read or write it.
    let isOpenToOthers: Bool
    let owner: uid_t
    let group: gid_t
    let size: Int

    /// Nil when it can't be asked; `errno` says why.
    init?(descriptor: Int32) {
        var found = stat()
        guard fstat(descriptor, &found) == 0 else { return nil }
        self.init(found)
    }

    /// Of the link itself where it is one. Nil when it can't be asked; `errno` says why.
    init?(path: String) {
        var found = stat()
        guard lstat(path, &found) == 0 else { return nil }
        self.init(found)
    }

    private init(_ found: stat) {
        isRegular = found.st_mode & S_IFMT == S_IFREG
        isOpenToOthers = found.st_mode & 0o077 != 0
        owner = found.st_uid
        group = found.st_gid
        size = Int(found.st_size)
    }
}
