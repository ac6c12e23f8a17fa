/// Which properties a person may change, and which are secrets. Aliases of librdkafka stand beside their names.
enum PropertyRules {
    /// What the guarantee rests on, for every client. Neither flag nor file changes these.
    static let guaranteed = [
        "enable.auto.commit": "false",
        "auto.offset.reset": "error",
        "partitioner": "murmur2_random",
        "enable.idempotence": "true",
        "acks": "all",
        "partition.assignment.strategy": "range",
    ]

    /// Other spellings and neighbours of the above that librdkafka knows, with what they would break.
    static let guardedToo = [
        "request.required.acks": "acks", "auto.commit.enable": "enable.auto.commit",
        "enable.auto.offset.store": "enable.auto.commit", "transactional.id": "enable.idempotence",
    ]

    /// What the client itself sets from its own parameters, or needs for its own working.
    static let ownParameters: Set<String> = [
        "bootstrap.servers", "metadata.broker.list", "group.id", "client.id", "enabled_events", "log.queue",
        "enable.partition.eof", "test.mock.num.brokers", "test.mock.broker.rtt",
    ]

    /// These load code or start a command (SECURITY.md: secrets).
    static let executing: Set<String> = [
        "plugin.library.paths", "sasl.kerberos.kinit.cmd", "ssl.engine.location", "ssl.providers",
    ]

    static func check(name: String, value: String, allowInsecure: Bool) throws(KafkaError) {
        if let fixed = guaranteed[name] {
            throw .property(name, "is always \(fixed): the guarantee rests on it. Leave it out")
        }
        if let other = guardedToo[name] {
            throw .property(name, "can't be set: the guarantee rests on \(other). Leave it out")
        }
        if ownParameters.contains(name) {
            throw .property(name, "is set by the program itself. Leave it out, or use the program's own flag")
        }
        if executing.contains(name) {
            throw .property(name, "is refused: it would run code from outside the program")
        }
        if !allowInsecure, turnsChecksOff(name: name, value: value) {
            throw .property(name, "is \(value), which switches a certificate check off: allowed in development only")
        }
    }

    static func isSecret(_ name: String) -> Bool {
        let parts = ["password", "secret", ".key.pem", ".pem", "oauthbearer.config", "ssl.key", "token"]
        if name.hasSuffix(".location") || name == "sasl.oauthbearer.token.endpoint.url" { return false }
        return parts.contains { name.contains($0) }
    }

    private static func turnsChecksOff(name: String, value: String) -> Bool {
        switch name {
        case "enable.ssl.certificate.verification": !["true", "t", "1"].contains(value.lowercased())
        case "ssl.endpoint.identification.algorithm": value.lowercased() != "https"
        default: false
        }
    }
}

/// The known name that is nearest to what was written, or none if all are far.
func nearestName(to written: String, among known: some Sequence<String>) -> String? {
    let best = known.map { (name: $0, distance: editDistance(written, $0)) }
        .min { ($0.distance, $0.name) < ($1.distance, $1.name) }
    guard let best, best.distance <= max(2, written.count / 3) else { return nil }
    return best.name
}

/// Levenshtein's distance: insertions, deletions and replacements of one character.
func editDistance(_ left: String, _ right: String) -> Int {
    let right = Array(right)
    var row = Array(0...right.count)
    for (line, character) in left.enumerated() {
        var diagonal = row[0]
        row[0] = line + 1
        for column in right.indices {
            let replaced = diagonal + (right[column] == character ? 0 : 1)
            diagonal = row[column + 1]
            row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
        }
    }
    return row[right.count]
}
