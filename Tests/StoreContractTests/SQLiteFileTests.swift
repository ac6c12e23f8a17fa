import Foundation
import Store
import Testing

@testable import StoreSQLite

extension StoreContract {
    @Suite struct SQLiteFiles {
        private let folder: TemporaryFolder
        private var path: String { folder.path + "/store.db" }

        init() throws { folder = try TemporaryFolder() }

        private func run(_ command: [String]) throws -> Int32 {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = command
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            return process.terminationStatus
        }

        private func fill(_ database: SQLiteDatabase) throws {
            try database.transaction { transaction in
                try transaction.execute("CREATE TABLE t (id BIGINT PRIMARY KEY, b BYTEA)")
                try transaction.execute("INSERT INTO t (id, b) VALUES (1, $1)", [.bytes([1, 2, 3])])
            }
        }

        @Test func `the writing connection is at synchronous FULL, in WAL, with foreign keys`() throws {
            let database = try SQLiteDatabase(path: path)
            defer { database.close() }
            let settings = try database.transaction { transaction in
                [
                    try transaction.query("PRAGMA synchronous"), try transaction.query("PRAGMA journal_mode"),
                    try transaction.query("PRAGMA foreign_keys"), try transaction.query("PRAGMA busy_timeout"),
                    try transaction.query("PRAGMA application_id"),
                ].map { $0[0].values[0] }
            }
            #expect(settings == [2, "wal", 1, 5_000, 0x414C_5031])
        }

        @Test func `file, WAL, shared memory and lock are the owner's alone`() throws {
            _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o666])
            let database = try SQLiteDatabase(path: path)
            defer { database.close() }
            try fill(database)
            for suffix in ["", "-wal", "-shm", ".lock"] {
                let attributes = try FileManager.default.attributesOfItem(atPath: path + suffix)
                #expect(attributes[.posixPermissions] as? Int == 0o600, "\(suffix)")
            }
        }

        @Test func `a second store on the file is refused, naming the holder, until the first is closed`() throws {
            let first = try SQLiteDatabase(path: path)
            try fill(first)
            let link = folder.path + "/link.db"
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
            for name in [path, link] {
                let refused = error { _ = try SQLiteDatabase(path: name) }
                #expect(refused?.kind == .configuration)
                #expect(refused?.description.contains("\(path).lock is held by this process") == true)
            }
            first.close()
            let second = try SQLiteDatabase(path: path)
            #expect(try second.read { try $0.query("SELECT id FROM t") } == [Row([1])])
            second.close()
        }

        @Test func `a file that another process holds is refused, and free when that process dies`() throws {
            let holder = Process()
            holder.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            holder.arguments = ["flock", path + ".lock", "sleep", "60"]
            try holder.run()
            defer { holder.terminate() }
            try eventually { try run(["flock", "-n", path + ".lock", "true"]) != 0 }
            try Data("4242\n".utf8).write(to: URL(fileURLWithPath: path + ".lock"), options: [])
            let refused = error { _ = try SQLiteDatabase(path: path) }
            #expect(refused?.kind == .configuration)
            #expect(refused?.description.contains("held by process 4242: one process a file") == true)
            // The lock belongs to whatever still has it open: flock's child too.
            _ = try run(["pkill", "-KILL", "-P", "\(holder.processIdentifier)"])
            kill(holder.processIdentifier, SIGKILL)
            holder.waitUntilExit()
            try eventually { kind { try SQLiteDatabase(path: path).close() } == nil }
        }

        @Test func `the lock lets other processes' reading tools in`() throws {
            let database = try SQLiteDatabase(path: path)
            defer { database.close() }
            try fill(database)
            let script =
                "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); sys.exit(0 if c.execute('select id from t').fetchone()==(1,) else 1)"
            #expect(try run(["python3", "-c", script, path]) == 0)
        }

        @Test func `what is no database is refused and left as it was`() throws {
            let text = Data(String(repeating: "not a database\n", count: 500).utf8)
            try text.write(to: URL(fileURLWithPath: path))
            let refused = error { _ = try SQLiteDatabase(path: path) }
            #expect(refused?.kind == .corrupt)
            #expect(refused?.description.contains(path) == true)
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == text)
            // The lock is free again.
            try FileManager.default.removeItem(atPath: path)
            try SQLiteDatabase(path: path).close()
        }

        @Test func `another application's database is refused and left as it was`() throws {
            for script in ["create table x(y)", "pragma application_id=77"] {
                let other = folder.path + "/\(script.count).db"
                #expect(
                    try run([
                        "python3", "-c",
                        "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()",
                        other, script,
                    ]) == 0)
                let before = try Data(contentsOf: URL(fileURLWithPath: other))
                let refused = error { _ = try SQLiteDatabase(path: other) }
                #expect(refused?.kind == .corrupt)
                #expect(refused?.description.contains("another application") == true)
                #expect(try Data(contentsOf: URL(fileURLWithPath: other)) == before)
            }
        }

        @Test func `a damaged file is a typed error`() throws {
            let database = try SQLiteDatabase(path: path)
            try fill(database)
            try database.transaction { transaction in
                try transaction.executeEach(
                    "INSERT INTO t (id, b) VALUES ($1, $2)",
                    (2..<400).map { [.integer($0), .bytes([UInt8](repeating: 7, count: 1_000))] })
            }
            database.close()
            let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
            let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            for page in 1..<(size / 4_096) {
                try handle.seek(toOffset: UInt64(page * 4_096))
                try handle.write(contentsOf: Data(repeating: 0xA5, count: 4_096))
            }
            try handle.close()
            let damaged = error {
                let database = try SQLiteDatabase(path: path)
                defer { database.close() }
                _ = try database.read { try $0.query("SELECT id, b FROM t") }
            }
            #expect(damaged?.kind == .corrupt)
        }

        @Test func `a folder that isn't there, or is the file, is refused by name`() throws {
            let missing = error { _ = try SQLiteDatabase(path: folder.path + "/absent/store.db") }
            #expect(missing?.kind == .configuration)
            #expect(missing?.description.contains("no folder \(folder.path)/absent") == true)
            let isFolder = error { _ = try SQLiteDatabase(path: folder.path) }
            #expect(isFolder?.kind == .configuration)
            try? FileManager.default.removeItem(atPath: folder.path + ".lock")
        }

        @Test func `a folder that can't be written is refused by name`() throws {
            // Root writes everywhere but in the kernel's own folders.
            let path = getuid() == 0 ? "/proc/store.db" : "/store.db"
            let refused = error { _ = try SQLiteDatabase(path: path) }
            #expect(refused?.kind == .configuration)
            #expect(refused?.description.contains("\(path).lock") == true)
        }

        @Test func `a file at its largest size is full, and works again when it may grow`() throws {
            let database = try SQLiteDatabase(path: path)
            defer { database.close() }
            try fill(database)
            let large: SQLValue = .bytes([UInt8](repeating: 9, count: 1_000_000))
            try database.transaction { try $0.query("PRAGMA max_page_count = 100") }
            let full = error {
                try database.transaction { try $0.execute("INSERT INTO t (id, b) VALUES (2, $1)", [large]) }
            }
            #expect(full?.kind == .full)
            #expect(full?.code == "13")
            try database.transaction { try $0.execute("INSERT INTO t (id, b) VALUES (3, $1)", [.bytes([3])]) }
            try database.transaction { try $0.query("PRAGMA max_page_count = 100000") }
            try database.transaction { try $0.execute("INSERT INTO t (id, b) VALUES (2, $1)", [large]) }
            #expect(try database.read { try $0.query("SELECT count(*) FROM t") } == [Row([3])])
        }

        /// The test above stands in where there is no right to mount.
        @Test(.enabled(if: getuid() == 0, "mounting a small tmpfs needs root"))
        func `a full disk is told as such, and the store works again once there is room`() throws {
            let mount = folder.path + "/small"
            try FileManager.default.createDirectory(atPath: mount, withIntermediateDirectories: true)
            let mounted = try run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", mount]) == 0
            try #require(mounted)
            defer { _ = try? run(["umount", mount]) }
            let database = try SQLiteDatabase(path: mount + "/store.db")
            defer { database.close() }
            try fill(database)
            let full = error {
                try database.transaction { transaction in
                    try transaction.executeEach(
                        "INSERT INTO t (id, b) VALUES ($1, $2)",
                        (2..<40).map { [.integer($0), .bytes([UInt8](repeating: 9, count: 100_000))] })
                }
            }
            #expect(full?.kind == .full)
            #expect(full?.isOutage == true)
            #expect(try database.read { try $0.query("SELECT count(*) FROM t") } == [Row([1])])
            #expect(try run(["mount", "-o", "remount,size=64m", mount]) == 0)
            try database.transaction { transaction in
                try transaction.execute(
                    "INSERT INTO t (id, b) VALUES (2, $1)", [.bytes([UInt8](repeating: 9, count: 3_000_000))])
            }
            #expect(try database.read { try $0.query("SELECT count(*) FROM t") } == [Row([2])])
        }

        @Test func `network file systems are known from the table of mounts`() {
            let table = MountTable(
                mountInfo: """
                    22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
                    40 22 0:35 / /srv/share rw shared:1 - nfs4 server:/export rw
                    41 22 0:36 / /srv/with\\040space rw - fuse.sshfs host: rw
                    42 40 8:1 / /srv/share/local rw master:3 - xfs /dev/sda1 rw
                    """)
            #expect(table.type(of: "/var/lib/alp/x.db") == "ext4")
            #expect(table.type(of: "/srv/share/x.db") == "nfs4")
            #expect(table.type(of: "/srv/shared/x.db") == "ext4")
            #expect(table.type(of: "/srv/share/local/x.db") == "xfs")
            #expect(table.type(of: "/srv/with space/x.db") == "fuse.sshfs")
            #expect(["nfs4", "nfs", "cifs", "smb3", "fuse", "fuse.sshfs", "9p"].allSatisfy(MountTable.isNetwork))
            #expect(!["ext4", "xfs", "btrfs", "tmpfs", "overlay", "zfs"].contains(where: MountTable.isNetwork))
        }

        @Test func `result codes become kinds`() {
            func kind(_ code: Int32, _ system: Int32 = 0) -> StoreError.Kind {
                SQLiteErrors.kind(extendedCode: code, systemError: system)
            }
            #expect([1555, 2067, 2579].map { kind($0) } == [.alreadyThere, .alreadyThere, .alreadyThere])
            #expect([19, 275, 787, 1299].map { kind($0) } == [.constraint, .constraint, .constraint, .constraint])
            #expect([5, 517, 6].map { kind($0) } == [.conflict, .conflict, .conflict])
            #expect([kind(13), kind(778, EFBIG), kind(4874, ENOSPC)] == [.full, .full, .full])
            #expect([kind(778, EIO), kind(14, EACCES), kind(8)] == [.unavailable, .configuration, .configuration])
            #expect([11, 267, 26].map { kind($0) } == [.corrupt, .corrupt, .corrupt])
        }
    }
}
