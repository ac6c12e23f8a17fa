import Store
import Testing

@Suite(.timeLimit(.minutes(1)))
struct StoreURLTests {
    @Test(arguments: [
        ("sqlite:/var/lib/alp/x.db", "/var/lib/alp/x.db"), ("sqlite:x.db", "x.db"), ("sqlite:///tmp/x.db", "/tmp/x.db"),
        ("sqlite:/tmp/a b%20.db", "/tmp/a b%20.db"),
    ])
    func `sqlite: names a path`(_ text: String, _ path: String) throws {
        #expect(try StoreURL(text) == .sqlite(path: path))
    }

    @Test func `postgres: names user, hosts, database and libpq's parameters`() throws {
        let url = try StoreURL(
            "postgresql://val%40id@db1.example:5433,[2001:db8::1]/alp?sslmode=verify-full&passfile=%2Frun%2Fsecret")
        guard case .postgres(let address) = url else {
            Issue.record("not PostgreSQL")
            return
        }
        #expect(address.user == "val@id")
        #expect(address.hosts.map(\.name) == ["db1.example", "2001:db8::1"])
        #expect(address.hosts.map(\.port) == [5433, 5432])
        #expect(address.database == "alp")
        #expect(address["sslmode"] == "verify-full")
        #expect(address["passfile"] == "/run/secret")
        #expect(!address.isLocal)
        #expect(address.description == "postgres://val@id@db1.example:5433,[2001:db8::1]:5432/alp")
    }

    @Test(arguments: [
        ("postgres://u@/d?host=/run/pg&port=7", true), ("postgres://u@127.0.0.1/d", true),
        ("postgres://u@[::1]/d", true),
        ("postgres://u@localhost/d", true), ("postgres://u@127.example.org/d", false), ("postgres://u@db/d", false),
        ("postgres://u@localhost,db/d", false), ("postgres://u@127.0.0.1.example/d", false),
    ])
    func `local is a socket or loopback`(_ text: String, _ isLocal: Bool) throws {
        guard case .postgres(let address) = try StoreURL(text) else {
            Issue.record("not PostgreSQL")
            return
        }
        #expect(address.isLocal == isLocal)
    }

    @Test(arguments: [
        ("", "without a scheme"), ("/var/x.db", "without a scheme"), ("mysql://u@h/d", "mysql"), ("sqlite:", "path"),
        ("sqlite://host/x", "host"), ("sqlite::memory:", "no file"), ("sqlite:/tmp/", "no file"),
        ("postgres:u@h/d", "//"), ("postgres://h/d", "no user"), ("postgres://u@h", "no database"),
        ("postgres://u@h/", "no database"), ("postgres://u@/d", "no host"), ("postgres://u@h:0/d", "port 0"),
        ("postgres://u@h:x/d", "port x"), ("postgres://u@h/d?sslmode=on", "sslmode=on"),
        ("postgres://u@h/d?colour=red", "colour"), ("postgres://u@h/d?options=-cfsync", "options"),
        ("postgres://u@h/d?sslmode", "without a value"), ("postgres://u@h/d%ff", "percent"),
    ])
    func `a wrong URL is refused with what is wrong`(_ text: String, _ word: String) {
        let refused = error { _ = try StoreURL(text) }
        #expect(refused?.kind == .configuration)
        #expect(refused?.description.contains(word) == true, "\(String(describing: refused))")
    }

    @Test(arguments: [
        "postgres://u:s3cret@h/d", "postgres://u@h/d?password=s3cret", "postgres://u@h/d?sslpassword=s3cret",
    ])
    func `a password in a URL is refused and not repeated`(_ text: String) {
        let refused = error { _ = try StoreURL(text) }
        #expect(refused?.kind == .configuration)
        #expect(refused?.description.contains("passfile") == true)
        #expect(refused?.description.contains("s3cret") == false)
    }
}
