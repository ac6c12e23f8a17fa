import Foundation

/// What the command line asks for.
package enum ConfigurationRequest: Equatable, Sendable {
    /// Print this on standard output and exit 0.
    case help(String)
    case run(ConfigurationValues)
}

extension ConfigurationTable {
    /// Reads flags over environment over the file of `--config` over defaults, and judges every value.
    ///
    /// - Parameters:
    ///   - arguments: without the program's own name.
    ///   - variables: the whole environment; of it only `ALP_…` is looked at.
    /// - Throws: every problem found, a line each.
    package func read(
        arguments: [String], variables: [String: String], files: ConfigurationFiles = .disk
    ) throws(ConfigurationError) -> ConfigurationRequest {
        var reader = ConfigurationReader(table: self, files: files)
        reader.readFlags(arguments)
        if reader.wantsHelp { return .help(help) }
        reader.readVariables(variables)
        reader.readConfigurationFile()
        reader.readDefaults()
        guard reader.problems.isEmpty else { throw ConfigurationError(reader.problems) }
        return .run(
            ConfigurationValues(
                table: self, command: reader.command ?? commands.first?.name, entries: reader.entries,
                properties: reader.properties))
    }
}

/// Goes through the sources, strongest first; what a stronger one gave is not overwritten.
struct ConfigurationReader {
    let table: ConfigurationTable
    let files: ConfigurationFiles

    var wantsHelp = false
    var command: String?
    var entries: [String: ConfigurationValues.Entry] = [:]
    var properties: [String: String] = [:]
    var problems: [String] = []
    private var configurationPath: String?
    private var hasUnknown = false
    /// Options named by any source, even with a bad value: those are not missing as well.
    private var mentioned: Set<String> = []

    init(table: ConfigurationTable, files: ConfigurationFiles) {
        self.table = table
        self.files = files
    }

    // MARK: Flags

    mutating func readFlags(_ arguments: [String]) {
        var given: Set<String> = []
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if argument == "--help" || argument == "-h" {
                wantsHelp = true
                return
            } else if argument.hasPrefix("-X") {
                readPropertyFlag(argument, &rest)
            } else if argument.hasPrefix("--"), argument.count > 2 {
                readFlag(argument.dropFirst(2), &rest, &given)
            } else if argument.hasPrefix("-") {
                unknown(argument, "flag", nearest: nil)
            } else {
                readCommand(argument)
            }
        }
    }

    private mutating func readFlag(_ argument: Substring, _ rest: inout ArraySlice<String>, _ given: inout Set<String>)
    {
        let equals = argument.firstIndex(of: "=")
        let name = String(argument[..<(equals ?? argument.endIndex)])
        let option = table.option(named: name)
        guard name == "config" || (option != nil && option?.kind != .properties) else {
            unknown(
                "--\(name)", "flag",
                nearest: ConfigurationNearestName.find(name, among: table.flagNames).map { "--\($0)" }
                    ?? (option == nil ? nil : "-X"))
            // Its value, if it has one, is not a word of its own.
            if equals == nil, let next = rest.first, !next.hasPrefix("-") { rest.removeFirst() }
            return
        }
        let value: String
        if let equals {
            value = String(argument[argument.index(after: equals)...])
        } else if option?.kind == .flag {
            value = "true"
        } else if let next = rest.first, !next.hasPrefix("--") {
            value = rest.removeFirst()
        } else {
            let after = rest.first.map { ", and \(ConfigurationQuote.quoted($0)) follows" } ?? ", and nothing follows"
            let expected = option?.kind.expected ?? ConfigurationKind.file.expected
            problems.append("--\(name) needs a value (\(expected))\(after)")
            mentioned.insert(name)
            return
        }
        guard given.insert(name).inserted else {
            problems.append("--\(name) is given twice: which one is meant?")
            return
        }
        if let option {
            take(value, for: option, from: .flag, named: "--\(name)")
        } else {
            configurationPath = value
        }
    }

    private mutating func readPropertyFlag(_ argument: String, _ rest: inout ArraySlice<String>) {
        guard table.options.contains(where: { $0.kind == .properties }) else {
            return unknown("-X", "flag", nearest: nil)
        }
        if argument.count > 2 {
            takeProperty(String(argument.dropFirst(2)), from: .flag, named: "-X")
        } else if let next = rest.first, !next.hasPrefix("--") {
            takeProperty(rest.removeFirst(), from: .flag, named: "-X")
        } else {
            problems.append("-X needs a value (\(ConfigurationKind.properties.expected)), and none follows")
        }
    }

    private mutating func readCommand(_ word: String) {
        let names = table.commands.map(\.name)
        if names.isEmpty {
            problems.append("\(ConfigurationQuote.quoted(word)) is not expected: options begin with --")
        } else if !names.contains(word) {
            unknown(
                ConfigurationQuote.quoted(word), "command", nearest: ConfigurationNearestName.find(word, among: names))
        } else if let command {
            problems.append("\(ConfigurationQuote.quoted(word)) is one command too many after \(command)")
        } else {
            command = word
        }
    }

    // MARK: Environment

    mutating func readVariables(_ variables: [String: String]) {
        let prefix = ConfigurationTable.variablePrefix
        for (variable, value) in variables.sorted(by: { $0.key < $1.key }) where variable.hasPrefix(prefix) {
            if variable == prefix + "CONFIG" {
                if configurationPath == nil { configurationPath = value }
            } else if let option = table.options.first(where: { $0.variable == variable }) {
                if option.kind == .properties {
                    for pair in ConfigurationProperties.split(value) {
                        takeProperty(pair, from: .variable, named: variable)
                    }
                } else {
                    take(value, for: option, from: .variable, named: variable)
                }
            } else if !ConfigurationTable.variablesOfTools.contains(variable) {
                unknown(
                    variable, "environment variable",
                    nearest: ConfigurationNearestName.find(variable, among: table.variableNames))
            }
        }
    }

    // MARK: File

    mutating func readConfigurationFile() {
        guard let path = configurationPath else { return }
        guard let file = readFile(path, named: "--config") else { return }
        let contents: [String: ConfigurationFileValue]
        do {
            contents = try JSONDecoder().decode([String: ConfigurationFileValue].self, from: file.bytes)
        } catch {
            // The decoder's own text quotes the file, which may hold secrets.
            problems.append(
                "--config \(ConfigurationQuote.quoted(path)): not a JSON object of texts, numbers and true or false,"
                    + " with the options' names as keys")
            return
        }
        for (name, value) in contents.sorted(by: { $0.key < $1.key }) {
            let place = "\(LogText.escaped(path)): \(name)"
            guard let option = table.option(named: name) else {
                let names = table.options.map(\.name)
                let shown = "\(LogText.escaped(path)): \(ConfigurationQuote.quoted(name))"
                unknown(shown, "option", nearest: ConfigurationNearestName.find(name, among: names))
                continue
            }
            switch (value, option.kind) {
            case (.pairs(let pairs), .properties):
                for (name, value) in pairs.sorted(by: { $0.key < $1.key }) {
                    refuseReadable(file, path, if: ConfigurationProperties.isSecret(name) && !value.hasPrefix("@"))
                    takeProperty("\(name)=\(value)", from: .file(path: path), named: place)
                }
            case (.pairs, _), (_, .properties):
                problems.append(
                    option.kind == .properties
                        ? "\(place): expected an object {\"NAME\": \"VALUE\"}"
                        : "\(place): expected \(option.kind.expected)")
                mentioned.insert(option.name)
            case (.text(let text), _):
                refuseReadable(file, path, if: option.hides(text))
                take(text, for: option, from: .file(path: path), named: place)
            }
        }
    }

    private mutating func refuseReadable(_ file: ConfigurationFiles.File, _ path: String, if isSecret: Bool) {
        guard isSecret, !file.isClosedToOthers else { return }
        let problem = "\(ConfigurationQuote.quoted(path)) holds a secret and every user can read it: chmod 600"
        if !problems.contains(problem) { problems.append(problem) }
    }

    // MARK: Defaults

    mutating func readDefaults() {
        let assumed = table.commands.first { $0.name == command }?.assumes ?? [:]
        for option in table.options where entries[option.name] == nil {
            if let standard = assumed[option.name] ?? option.standard {
                guard let value = option.kind.judge(standard) else { continue }
                entries[option.name] = .init(value: value, text: standard, source: .standard)
            } else if option.isRequired, !hasUnknown, !mentioned.contains(option.name) {
                // After an unknown name the missing one is most likely that: one line says it.
                problems.append("\(option.usage) is missing (or \(option.variable)): expected \(option.kind.expected)")
            }
        }
    }

    // MARK: Judging

    private mutating func unknown(_ name: String, _ what: String, nearest: String?) {
        hasUnknown = true
        let hint = nearest.map { "did you mean \($0)?" } ?? "--help lists what there is"
        problems.append("unknown \(what) \(LogText.escaped(name)): \(hint)")
    }

    private mutating func take(
        _ text: String, for option: ConfigurationOption, from source: ConfigurationValues.Source, named place: String
    ) {
        let isFirst = mentioned.insert(option.name).inserted
        if source == .flag, option.hides(text) {
            problems.append(
                "\(place): a secret does not belong on a command line, where every user can read it:"
                    + " set \(option.variable), or give \(place) @FILE")
            return
        }
        var text = text
        if option.isReadFromFiles, text.hasPrefix("@") {
            guard let contents = readValueFile(String(text.dropFirst()), named: place, isSecret: true) else { return }
            text = contents
        }
        guard let value = option.kind.judge(text) else {
            let hidden = option.isSecret || option.kind == .store
            let shown = text.isEmpty ? "is empty" : hidden ? "is malformed" : "is \(ConfigurationQuote.quoted(text))"
            problems.append("\(place) \(shown): expected \(option.kind.expected)")
            return
        }
        if isFirst { entries[option.name] = .init(value: value, text: text, source: source) }
    }

    private mutating func takeProperty(
        _ text: String, from source: ConfigurationValues.Source, named place: String
    ) {
        guard let (name, written) = ConfigurationProperties.pair(text) else {
            // What has no equals sign may be a mistyped password.
            problems.append("\(place) is malformed: expected \(ConfigurationKind.properties.expected)")
            return
        }
        var value = written
        if value.hasPrefix("@") {
            let path = String(value.dropFirst())
            let isSecret = ConfigurationProperties.isSecret(name)
            guard let text = readValueFile(path, named: "\(place) \(name)", isSecret: isSecret) else { return }
            value = text
        } else if source == .flag, ConfigurationProperties.isSecret(name) {
            problems.append(
                "\(place) \(name): a secret does not belong on a command line, where every user can read it:"
                    + " give \(place) \(name)=@FILE")
            return
        }
        if properties[name] == nil { properties[name] = value }
    }

    // MARK: Files

    private mutating func readFile(_ path: String, named place: String) -> ConfigurationFiles.File? {
        do {
            return try files.read(path)
        } catch let refusal as ConfigurationFiles.Refusal {
            problems.append("\(place) \(ConfigurationQuote.quoted(path)): \(refusal.reason)")
        } catch {
            problems.append("\(place) \(ConfigurationQuote.quoted(path)): can't be read")
        }
        return nil
    }

    /// What `@FILE` stands for.
    private mutating func readValueFile(_ path: String, named place: String, isSecret: Bool) -> String? {
        guard let file = readFile(path, named: place) else { return nil }
        guard !isSecret || file.isClosedToOthers else {
            problems.append("\(place) \(ConfigurationQuote.quoted(path)): every user can read it: chmod 600")
            return nil
        }
        return contents(of: file, path, place)
    }

    /// The contents without the newline that editors add at the end.
    private mutating func contents(of file: ConfigurationFiles.File, _ path: String, _ place: String) -> String? {
        guard var text = String(bytes: file.bytes, encoding: .utf8) else {
            problems.append("\(place) \(ConfigurationQuote.quoted(path)): not UTF-8")
            return nil
        }
        if text.hasSuffix("\r\n") || text.hasSuffix("\n") { text.removeLast() }
        return text
    }
}

/// A value of the configuration file: a text, what reads as one, or pairs.
enum ConfigurationFileValue: Decodable {
    case text(String)
    case pairs([String: String])

    init(from decoder: any Decoder) throws {
        if let pairs = try? [String: String](from: decoder) {
            self = .pairs(pairs)
            return
        }
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let flag = try? container.decode(Bool.self) {
            self = .text(flag ? "true" : "false")
        } else if let number = try? container.decode(Int.self) {
            self = .text(String(number))
        } else {
            self = .text(String(try container.decode(Double.self)))
        }
    }
}
