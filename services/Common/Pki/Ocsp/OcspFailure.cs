namespace KioskSim.Pki.Ocsp;

/// <summary>Why a response is not believed. Whatever the reason, the state of the certificate stays unknown and the asker stops.</summary>
public enum OcspFailure
{
    None,

    /// <summary>Not a response in strict DER, or one beyond the limits.</summary>
    Malformed,

    /// <summary>The responder refused to answer: <see cref="OcspVerdict.ResponseStatus"/> says why.</summary>
    Refused,

    /// <summary>Neither the authority nor a certificate that came along is who the response says signed it.</summary>
    ResponderUnknown,

    /// <summary>Who signed it was not made a responder by the authority, or is not at this time.</summary>
    ResponderNotAuthorised,

    AlgorithmRefused,

    SignatureWrong,

    /// <summary>The answer to another question, or to none.</summary>
    NonceWrong,

    /// <summary>It says nothing of the certificate that was asked about.</summary>
    NotAnswered,

    /// <summary>Made, or becoming true, later than now.</summary>
    FromTheFuture,

    /// <summary>Too old to be believed.</summary>
    Stale,
}
