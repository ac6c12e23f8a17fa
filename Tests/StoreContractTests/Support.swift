import Foundation
import Store
import StorePostgres
import StoreSQLite
import Synchronization
import TestKit
import Testing

/// Every test of the store's contract, one after the other: they block threads, and stop and start servers.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct StoreContract {}

/// A fresh, empty store of one engine, gone with the object.
final class TestStore {
    let engine: Engine
    let database: any Database
    private let folder: TemporaryFolder?
    private let url: String

    /// An engine that can't start throws: the test fails, it is not skipped.
    init(_ engine: Engine) throws {
        self.engine = engine
        switch engine {
        case .sqlite:
            let folder = try TemporaryFolder()
            self.folder = folder
            url = folder.path + "/store.db"
            database = try SQLiteDatabase(path: url)
        case .postgres:
            folder = nil
            url = try PostgresCluster.shared.get().createDatabase()
            database = try PostgresDatabase(url: url)
        }
    }

    /// What another instance would use: PostgreSQL takes several; an SQLite file is one process's, so it is the same.
    func another() throws -> any Database {
        engine == .sqlite ? database : try PostgresDatabase(url: url)
    }

    deinit { database.close() }
}

final class TemporaryFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("alp-store-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// Runs the bodies on threads of their own and waits for all.
func inThreads<Value: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) throws -> Value
) -> [Result<Value, any Error>] {
    let shared = Shared<Value>()
    let group = DispatchGroup()
    for index in 0..<count {
        group.enter()
        Thread {
            let result = Result { try body(index) }
            shared.results.withLock { $0[index] = result }
            group.leave()
        }.start()
    }
    group.wait()
    return shared.results.withLock { all in (0..<count).compactMap { all[$0] } }
}

private final class Shared<Value: Sendable>: Sendable {
    let results = Mutex<[Int: Result<Value, any Error>]>([:])
}

/// A gate that one thread opens for another.
final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func open() { semaphore.signal() }

    /// - Throws: after 20 s, so that a broken test ends.
    func pass() throws {
        guard semaphore.wait(timeout: .now() + 20) == .success else { throw GateStayedShut() }
    }
}

struct GateStayedShut: Error {}
struct Refusal: Error, Equatable {}

/// Waits, looking every 10 ms, until the condition holds; 20 s at most.
func eventually(_ condition: () throws -> Bool) throws {
    try blockingEventually("what the test waits for") { try condition() ? true : nil }
}

/// The kind of the `StoreError` that the body throws; nil when it throws none.
func kind<Value>(_ body: () throws -> Value) -> StoreError.Kind? { error(body)?.kind }

func error<Value>(_ body: () throws -> Value) -> StoreError? {
    do {
        _ = try body()
        return nil
    } catch {
        return error as? StoreError
    }
}
