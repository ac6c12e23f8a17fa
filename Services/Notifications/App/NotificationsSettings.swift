import Foundation
import NotificationsDomain
import Reference
import ServiceKit
import Vocabulary

/// The service's own options, read once.
struct NotificationsSettings: Sendable {
    /// nil: letters are prepared and released here, and sent by another instance.
    var spool: Spool?
    var key: LinkKey
    /// Without a slash at its end.
    var intake: String
    var places: Places

    static let options = [
        ConfigurationOption(
            "spool", .file,
            help: "Folder of letters that may go, a file each (.eml); made with mode 0700. Without it none is sent."),
        ConfigurationOption(
            "link-key", .file,
            help: "File of mode 0600 with at least 32 random bytes, from which links and codes are made."),
        ConfigurationOption(
            "intake-url", .text,
            help: "Where pilots find Intake: https://… ; links in letters begin with it."),
        ConfigurationOption(
            "reference", .file,
            help: "Folder of reference files: letters then name establishments and circonscriptions by name."),
    ]

    init(spool: Spool?, key: LinkKey, intake: String, places: Places) {
        self.spool = spool
        self.key = key
        self.intake = intake
        self.places = places
    }

    /// Stands in where nothing is sent or linked: the document of the routes.
    static let standIn: NotificationsSettings = {
        guard let key = LinkKey(Array(repeating: 0, count: 32)) else { preconditionFailure("32 bytes are a key") }
        return NotificationsSettings(spool: nil, key: key, intake: "https://alp.invalid", places: Places())
    }()

    /// Reads the files. Blocks.
    ///
    /// - Throws: `ConfigurationError`, `RuntimeFailure`.
    init(_ values: ConfigurationValues) throws {
        intake = try Self.address(values.text("intake-url"))
        key = try Self.key(values.text("link-key"))
        places = try values.text("reference").map(Self.places) ?? Places()
        spool = try values.text("spool").map { try Spool(path: $0) }
    }

    /// It stands in every letter: nothing but scheme, host, port and path.
    static func address(_ text: String?) throws -> String {
        guard let text else { throw ConfigurationError("--intake-url (or ALP_INTAKE_URL) is needed: https://HOST") }
        guard let parts = URLComponents(string: text), ["http", "https"].contains(parts.scheme),
            parts.host?.isEmpty == false, parts.user == nil, parts.password == nil, parts.query == nil,
            parts.fragment == nil, text.utf8.allSatisfy({ (33..<127).contains($0) }), text.utf8.count <= 200
        else {
            throw ConfigurationError(
                "--intake-url is no address that letters can name: write https://HOST[:PORT][/PATH]")
        }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    static func key(_ path: String?) throws -> LinkKey {
        guard let path else {
            throw ConfigurationError("--link-key (or ALP_LINK_KEY) is needed: a file of mode 0600 with 32 random bytes")
        }
        func refused(_ why: String) -> ConfigurationError { ConfigurationError("--link-key \(path): \(why)") }
        // Judged by its descriptor, so that what is judged is what is read; not blocking, for a named pipe.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw refused("can't be read (\(String(cString: strerror(errno))))") }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw refused("isn't a file")
        }
        guard status.st_mode & 0o077 == 0 else { throw refused("others may read or write it; chmod 600 it") }
        guard status.st_uid == geteuid() || status.st_uid == 0 else { throw refused("belongs to another user") }
        guard status.st_size <= 4096, let data = try? handle.readToEnd(), let key = LinkKey(Array(data)) else {
            throw refused("holds no key: 32 to 4096 random bytes (head -c 32 /dev/urandom)")
        }
        return key
    }

    private static func places(_ folder: String) throws -> Places {
        let set: ReferenceSet
        do throws(ReferenceError) {
            set = try ReferenceFolder.load(URL(fileURLWithPath: folder))
        } catch {
            throw RuntimeFailure(.usage, "--reference \(folder): \(error.line)")
        }
        var places = Places()
        for school in set.schools {
            let commune = set.commune(school.establishment.commune).map { ", \($0.name)" } ?? ""
            places.establishments[school.uai] = school.establishment.name + commune
            if school.establishment.kind == .college { places.colleges.insert(school.uai) }
        }
        for circonscription in set.circonscriptions {
            places.circonscriptions[circonscription.id] = circonscription.name
        }
        return places
    }
}
