namespace KioskSim.Jpki.Ocsp;

/// <summary>A response as it goes out.</summary>
/// <param name="Der">An OCSPResponse.</param>
/// <param name="Window">From when until when it may be given to anybody who asks the same (RFC 5019); null: to this asker only.</param>
public sealed record OcspAnswer(byte[] Der, AnswerWindow? Window = null);

/// <summary>thisUpdate and nextUpdate of a response.</summary>
public readonly record struct AnswerWindow(DateTimeOffset From, DateTimeOffset To);
