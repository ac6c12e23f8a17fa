import Messages
import NotificationsDomain
import ServiceKit
import Store
import Vocabulary

/// Hands over what may go: takes a request's letters, writes their files, records that they were sent.
///
/// A file is written under a hidden name, its letter recorded as sent, and only then the file is named so that a mail
/// program takes it. A crash before the record leaves the letter *taken*: the next turn writes its file anew, which
/// nobody has seen. A crash after it leaves the hidden file, which the next turn names. So no letter goes twice and
/// none is lost, however soon the mail program empties the folder. Another spool's letters are left to it.
struct LetterSender: Sendable {
    let spool: Spool
    let press: LetterPress
    /// Called with each letter whose hidden file stands and which isn't recorded yet: tests crash here.
    var afterFile: @Sendable (LetterID) throws -> Void = { _ in }
    /// Called with each letter that is recorded, before its file is named: here too.
    var beforeNaming: @Sendable (LetterID) throws -> Void = { _ in }

    /// Everything that can go now. Blocks.
    func round(_ desk: CommandDesk<NotificationsDefinition>) throws {
        guard spool.lock() else { return }
        var fault: (any Error)?
        do { try nameSent(desk) } catch let error as SpoolError { fault = error }
        var tried: Set<String> = []
        while desk.isOpen {
            let pending = try pending(desk).filter { !tried.contains($0.aggregate) }
            guard !pending.isEmpty else { break }
            for batch in pending where desk.isOpen {
                tried.insert(batch.aggregate)
                do {
                    try send(batch, desk)
                } catch let error as SpoolError {
                    // The others' may be writable all the same; this one is tried again in the next turn.
                    fault = fault ?? error
                }
            }
        }
        if let fault { throw CannotHandle("\(fault)") }
    }

    struct Batch {
        var aggregate: String
        var sendable: [LetterID] = []
        var taken: [LetterID] = []
    }

    /// Letters by request. Those whose function nobody holds yet are left alone until their patience ends.
    private func pending(_ desk: CommandDesk<NotificationsDefinition>) throws -> [Batch] {
        let now = desk.clock.now
        let day = Paris.date(at: now).text
        let rows = try desk.step.database.read { transaction in
            try transaction.query(
                """
                SELECT letter, aggregate, status FROM letter
                WHERE document IS NOT NULL AND (
                    (status = 'taken' AND (spool IS NULL OR spool = $3))
                    OR (status = 'sendable' AND (prepared_at < $2 OR EXISTS (
                    SELECT 1 FROM term WHERE term.function = letter.recipient AND term.from_day <= $1
                    AND (term.until_day IS NULL OR term.until_day >= $1)))))
                ORDER BY prepared_at, aggregate, number LIMIT 400
                """,
                [
                    .text(day), .integer((now + (.zero - NotificationsDecider.patience)).milliseconds),
                    .text(spool.identity),
                ])
        }
        var batches: [Batch] = []
        for row in rows {
            let aggregate = try row.text(1)
            if batches.last?.aggregate != aggregate { batches.append(Batch(aggregate: aggregate)) }
            let letter = try LetterID(try row.text(0))
            if try row.text(2) == "taken" {
                batches[batches.count - 1].taken.append(letter)
            } else {
                batches[batches.count - 1].sendable.append(letter)
            }
        }
        return batches
    }

    private func send(_ batch: Batch, _ desk: CommandDesk<NotificationsDefinition>) throws {
        let now = desk.clock.now
        let day = Paris.date(at: now)
        if !batch.sendable.isEmpty {
            let take = NotificationsInput.What.take(batch.sendable, on: day, into: spool.identity)
            try desk.bySystem("take", NotificationsInput(batch.aggregate, take))
        }
        var written: [LetterAttempt] = []
        for letter in batch.taken + batch.sendable {
            if let attempt = try write(letter, day, desk) { written.append(attempt) }
        }
        guard !written.isEmpty else { return }
        try spool.sync()
        try desk.bySystem("written", NotificationsInput(batch.aggregate, .written(written)))
        try nameSent(desk)
    }

    /// Names the hidden files of letters that are recorded as sent: once each, since the hidden name is gone then.
    private func nameSent(_ desk: CommandDesk<NotificationsDefinition>) throws {
        let ready = try spool.ready()
        guard !ready.isEmpty else { return }
        let sent = try desk.step.database.read { try LetterTable.sent(ready, by: spool.identity, in: $0) }
        guard !sent.isEmpty else { return }
        var fault: SpoolError?
        for letter in sent {
            try beforeNaming(letter)
            // The others' names may be free all the same.
            do { try spool.name(letter) } catch let error as SpoolError { fault = fault ?? error }
        }
        try spool.sync()
        if let fault { throw fault }
    }

    /// nil: it isn't taken (its function is vacant, somebody else sent it), or its holder can't be written to any more.
    private func write(
        _ letter: LetterID, _ day: CivilDate, _ desk: CommandDesk<NotificationsDefinition>
    ) throws -> LetterAttempt? {
        let found = try desk.step.database.read { transaction -> (LetterRow, LetterPaper, TermTable.Holder?)? in
            guard let row = try LetterTable.rows([letter], in: transaction).first, row.status == .taken,
                let paper = try LetterTable.paper(of: letter, in: transaction)
            else { return nil }
            return (row, paper, try TermTable.holder(of: row.to, on: day, in: transaction))
        }
        guard let (row, paper, holder) = found else { return nil }
        let attempt = LetterAttempt(letter, attempt: row.attempt)
        guard let name = holder?.name, let mail = holder?.mail else {
            // A crash may have left a file for the address of before: nobody has seen it.
            spool.discard(letter)
            try desk.bySystem("unwritten", NotificationsInput(row.aggregate, .unwritten(attempt, .addressUnknown)))
            return nil
        }
        let file = MailFile(
            paper: paper, documentHash: row.documentHash, name: name, mail: mail,
            link: paper.linkOf.map(press.link) ?? "", code: paper.linkOf.map(press.key.code) ?? "", at: desk.clock.now)
        try spool.prepare(letter, file.bytes)
        try afterFile(letter)
        return attempt
    }
}
