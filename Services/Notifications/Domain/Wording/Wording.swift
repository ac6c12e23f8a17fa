import Messages
package import Vocabulary

/// The letters' sentences: the one place for what they say. Everything that somebody else wrote goes through `Clean`.
package struct Wording: Sendable {
    package var campaign: Campaign
    package var places: Places
    /// The beginning of every link.
    package var intake: String

    package init(campaign: Campaign, places: Places, intake: String) {
        self.campaign = campaign
        self.places = places
        self.intake = intake
    }

    /// A letter about a request. The sentences of each kind stand in a file of its own.
    package func letter(
        _ topic: LetterTopic, request: String, file: RequestFile, to function: Function, on day: CivilDate
    ) -> LetterContent {
        let blocks: [LetterContent.Block]
        switch topic {
        case .receipt: blocks = receipt(request, file)
        case .consent(let expires): blocks = consent(request, file, to: function, expires: expires)
        case .code(let expires): blocks = code(request, expires: expires)
        case .correction(let returned): blocks = correction(request, file, returned)
        case .refusal(let refused): blocks = refusal(request, file, refused)
        case .validation: blocks = validation(request, file, to: function)
        case .change(let change): blocks = self.change(request, file, change)
        case .cancellation(let reason, let isWithdrawal):
            blocks = cancellation(request, file, reason: reason, isWithdrawal: isWithdrawal)
        case .opinion(let asked): blocks = opinion(request, file, asked)
        case .reminder(let matters): blocks = reminder(request, file, matters)
        }
        return frame(topic.kind, reference: "demande \(request)", to: function, on: day, blocks)
    }

    func frame(
        _ kind: LetterKind, reference: String?, to function: Function, on day: CivilDate,
        _ blocks: [LetterContent.Block]
    ) -> LetterContent {
        LetterContent(
            sender: campaign.texts.sender.map(Clean.line), signatory: Clean.line(campaign.texts.signatory),
            replyTo: Clean.line(campaign.texts.replyTo),
            heading: Clean.line(campaign.texts.headings[kind.rawValue] ?? kind.french), reference: reference,
            recipient: places.name(function, in: campaign), day: day, blocks: blocks)
    }

    // MARK: Words that several letters use

    /// « l'action « Lire au cycle 3 » (demande ALP-69-0042) ».
    func action(_ request: String, _ file: RequestFile) -> String {
        guard let title = file.form?.theme.title, !title.isEmpty else { return "l'action de la demande \(request)" }
        return "l'action « \(Clean.line(title.text)) » (demande \(request))"
    }

    /// « le 3 juin 2020 à 14 h 05 »; without the hour at midnight, which is a day that was stated without one.
    func moment(_ timestamp: Timestamp) -> String {
        let minutes = Paris.minutes(at: timestamp.instant)
        guard minutes > 0 else { return "le \(Paris.date(at: timestamp.instant).french)" }
        let (hour, minute) = (minutes / 60, minutes % 60)
        let time = minute == 0 ? "\(hour) h" : "\(hour) h \(minute < 10 ? "0" : "")\(minute)"
        return "le \(Paris.date(at: timestamp.instant).french) à \(time)"
    }

    func list(_ functions: [Function]) -> [String] { functions.map { places.name($0, in: campaign) } }

    /// « le service de formation du premier degré concerné (Rhône) ».
    func services(_ departements: [Departement]) -> String {
        let names = departements.map { code in
            campaign.departements.first { $0.code == code }.map { Clean.line($0.name) } ?? code.text
        }
        return names.count < 2
            ? "le service de formation du premier degré concerné (\(names.first ?? ""))"
            : "les services de formation du premier degré concernés (\(names.joined(separator: ", ")))"
    }

    /// What somebody wrote in their own words, as a quotation with its author; nothing where nothing stands there.
    func quoted(_ lead: String, _ text: FreeText?) -> [LetterContent.Block] {
        guard let text, !text.isEmpty else { return [] }
        return [.paragraph("\(lead)\n« \(Clean.text(text.text)) »")]
    }

    var contact: LetterContent.Block {
        .paragraph("Pour toute question, vous pouvez répondre à ce courrier ou écrire à \(campaign.texts.replyTo).")
    }
}
