package import Vocabulary

/// What the face itself tells whoever calls it, in both languages: English to operators, French to people and to the
/// services of the académie. All of it stands in this file; what a service tells of its own business is its own.
package enum FaceText: Hashable, Sendable {
    // MARK: The request's head
    case badPath
    case badQuery
    case parameterTwice
    case giveOnce
    case parameterUnknown
    case parametersKnown([String])
    case wholeNumber(ClosedRange<Int64>)
    case oneOf([String])
    case headLimit(Int)
    case sendToken
    case rolesNeeded([String])
    case personNeeded
    case keyNeeded

    // MARK: The request's body
    case bodyLimit(Int)
    case mediaTypes([String])
    case noCoding
    case brokenOff
    case notJSON
    case notExpectedJSON
    case fieldMissing
    case fieldNeeded
    case fieldNull
    case notNull
    case wrongType
    case expected(Kind)
    case fieldUnreadable
    case valueUnknown
    case valueRefused(ValueError)
    case numberTooLarge
    case tooDeep(Int)
    case nul

    // MARK: What stands
    case keyUsed
    case revisionNow(Int64)

    // MARK: Our side
    case logged
    case threadsBusy
    case stopping
    case storeClosed
    case storeAway
    case programTooOld

    /// What a field should have been.
    package enum Kind: Hashable, Sendable { case text, flag, whole, number, list, object, other }

    package func text(in language: FaceLanguage) -> String {
        switch language {
        case .english: english
        case .french: french
        }
    }

    private var english: String {
        switch self {
        case .badPath: "The path has a broken escape, a NUL, or isn't UTF-8."
        case .badQuery: "The query has a broken escape, a NUL, or isn't UTF-8."
        case .parameterTwice: "A parameter stands twice."
        case .giveOnce: "Give it once."
        case .parameterUnknown: "A parameter is unknown."
        case .parametersKnown(let names):
            names.isEmpty ? "There is none here." : "Known are \(names.joined(separator: ", "))."
        case .wholeNumber(let range): "Give a whole number from \(range.lowerBound) to \(range.upperBound)."
        case .oneOf(let texts): "Give one of \(texts.joined(separator: ", "))."
        case .headLimit(let bytes), .bodyLimit(let bytes): "The limit is \(bytes) bytes."
        case .sendToken: "Send Authorization: Bearer with a token that is valid now."
        case .rolesNeeded(let roles): "The role \(roles.joined(separator: " or ")) is needed."
        case .personNeeded: "Its identifier isn't a person's identifier, such as p-7f3a: have it made anew."
        case .keyNeeded: "The header Idempotency-Key is needed: 8 to 200 characters."
        case .mediaTypes(let types): "Send it as \(types.joined(separator: " or "))."
        case .noCoding: "Send the body without Content-Encoding."
        case .brokenOff: "The body broke off, or its chunks are malformed."
        case .notJSON: "The body isn't JSON."
        case .notExpectedJSON: "The body isn't the expected JSON."
        case .fieldMissing: "A field is missing."
        case .fieldNeeded: "This field is needed."
        case .fieldNull: "A field is null."
        case .notNull: "This field can't be null."
        case .wrongType: "A field has the wrong type."
        case .expected(let kind): "Expected \(kind.english)."
        case .fieldUnreadable: "A field can't be read."
        case .valueUnknown, .valueRefused: "This value isn't one that is known."
        case .numberTooLarge: "A number doesn't fit its field."
        case .tooDeep(let levels): "The body nests more than \(levels) levels deep."
        case .nul: "The body holds a NUL, which can't be stored."
        case .keyUsed: "The idempotency key was used for another request: take a new key."
        case .revisionNow(let revision): "It has changed since you saw it: its revision is \(revision) now."
        case .logged: "It was logged under the instance's identifier."
        case .threadsBusy: "All threads are busy and the queue is full."
        case .stopping: "The service is stopping."
        case .storeClosed: "The store isn't open yet. Send the same request again."
        case .storeAway: "The store can't be reached now. Send the same request again."
        case .programTooOld: "This program can't handle the request; a newer one may."
        }
    }

    private var french: String {
        switch self {
        case .badPath: "L'adresse contient un échappement « % » incomplet, un octet nul, ou n'est pas en UTF-8."
        case .badQuery:
            "Les paramètres contiennent un échappement « % » incomplet, un octet nul, ou ne sont pas en UTF-8."
        case .parameterTwice: "Un paramètre figure deux fois."
        case .giveOnce: "Donnez-le une seule fois."
        case .parameterUnknown: "Un paramètre est inconnu."
        case .parametersKnown(let names):
            names.isEmpty
                ? "Aucun paramètre n'est attendu ici." : "Paramètres connus : \(names.joined(separator: ", "))."
        case .wholeNumber(let range): "Donnez un nombre entier de \(range.lowerBound) à \(range.upperBound)."
        case .oneOf(let texts): "Donnez une de ces valeurs : \(texts.joined(separator: ", "))."
        case .headLimit(let bytes), .bodyLimit(let bytes): "La limite est de \(bytes) octets."
        case .sendToken: "Envoyez l'en-tête « Authorization: Bearer » avec un jeton en cours de validité."
        case .rolesNeeded(let roles): "Il faut le rôle \(roles.joined(separator: " ou "))."
        case .personNeeded:
            "Son identifiant n'est pas celui d'une personne, comme p-7f3a : faites-le établir de nouveau."
        case .keyNeeded: "L'en-tête Idempotency-Key est nécessaire : de 8 à 200 caractères."
        case .mediaTypes(let types): "Envoyez-le en \(types.joined(separator: " ou "))."
        case .noCoding: "Envoyez le contenu sans Content-Encoding."
        case .brokenOff: "Le contenu s'est interrompu, ou son découpage est mal formé."
        case .notJSON: "Le contenu n'est pas du JSON."
        case .notExpectedJSON: "Le contenu n'est pas le JSON attendu."
        case .fieldMissing: "Un champ manque."
        case .fieldNeeded: "Ce champ est nécessaire."
        case .fieldNull: "Un champ est nul."
        case .notNull: "Ce champ ne peut pas être nul."
        case .wrongType: "Un champ n'a pas le bon type."
        case .expected(let kind): "Il faut \(kind.french)."
        case .fieldUnreadable: "Un champ ne peut pas être lu."
        case .valueUnknown: "Cette valeur n'est pas de celles qui sont admises."
        case .valueRefused(let error): error.sentence
        case .numberTooLarge: "Un nombre ne tient pas dans son champ."
        case .tooDeep(let levels): "Le contenu a plus de \(levels) niveaux d'imbrication."
        case .nul: "Le contenu comporte un caractère nul, qui ne peut pas être conservé."
        case .keyUsed: "Cette clé d'idempotence a déjà servi à une autre requête : prenez-en une nouvelle."
        case .revisionNow(let revision):
            "Le dossier a changé depuis que vous l'avez lu : sa révision est maintenant la \(revision)."
        case .logged: "L'incident est consigné sous l'identifiant « instance »."
        case .threadsBusy: "Le service est saturé."
        case .stopping: "Le service s'arrête."
        case .storeClosed: "Le service démarre. Envoyez de nouveau la même requête."
        case .storeAway: "La base de données ne répond pas. Envoyez de nouveau la même requête."
        case .programTooOld: "Cette version du service ne sait pas traiter la requête."
        }
    }
}

/// What a listener speaks.
package enum FaceLanguage: String, Hashable, Sendable {
    case english = "en"
    case french = "fr"

    /// By a problem's slug, whoever made it; nil for one that says its title itself.
    func title(of slug: some StringProtocol) -> String? {
        FaceText.titles[String(slug)].map { self == .english ? $0.english : $0.french }
    }
}

extension FaceText.Kind {
    fileprivate var english: String {
        switch self {
        case .text: "a text"
        case .flag: "true or false"
        case .whole: "a whole number"
        case .number: "a number"
        case .list: "a list"
        case .object: "an object"
        case .other: "another type"
        }
    }

    fileprivate var french: String {
        switch self {
        case .text: "un texte"
        case .flag: "true ou false"
        case .whole: "un nombre entier"
        case .number: "un nombre"
        case .list: "une liste"
        case .object: "un objet"
        case .other: "un autre type"
        }
    }
}

extension FaceText {
    /// Titles: the same sentence for every occurrence of a type of problem.
    fileprivate static let titles: [String: (english: String, french: String)] = [
        "bad-request": ("The request can't be read", "La requête ne peut pas être lue"),
        "bad-json": ("The body isn't the expected JSON", "Le contenu n'est pas le JSON attendu"),
        "too-large": ("The body is too large", "Le contenu est trop volumineux"),
        "headers-too-large": ("The request's head is too large", "L'en-tête de la requête est trop volumineux"),
        "unsupported-media-type": ("The body's type isn't taken here", "Ce type de contenu n'est pas accepté ici"),
        "unsupported-content-encoding":
            ("Compressed bodies aren't taken", "Les contenus compressés ne sont pas acceptés"),
        "too-slow": ("The request's body didn't come in time", "Le contenu de la requête n'est pas arrivé à temps"),
        "invalid": ("Some fields can't be taken as they are", "Certains champs ne peuvent pas être acceptés"),
        "unauthorized": ("A valid token is needed", "Un jeton en cours de validité est nécessaire"),
        "forbidden": ("The token doesn't allow this", "Le jeton ne permet pas cette action"),
        "token-without-person": ("The token names no person", "Le jeton ne désigne aucune personne"),
        "too-many-requests": ("Too many requests", "Trop de requêtes"),
        "not-found": ("There is nothing here", "Il n'y a rien à cette adresse"),
        "method-not-allowed": ("This method isn't for this place", "Cette méthode n'est pas prévue à cette adresse"),
        "conflict": ("This contradicts what stands", "La demande contredit l'état actuel"),
        "unexpected": ("Something unexpected happened", "Un incident inattendu s'est produit"),
        "unavailable": ("Not available now", "Momentanément indisponible"),
    ]
}
