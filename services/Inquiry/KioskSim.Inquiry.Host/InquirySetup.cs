using System.Security.Cryptography;
using KioskSim.Paper.Fronts;

namespace KioskSim.Inquiry.Host;

/// <summary>All that the inquiry site has: there is nothing else that it could look anything up in.</summary>
/// <param name="Key">What fronts are sealed for; stays the caller's to dispose.</param>
/// <param name="Authority">The local governments' authority, DER.</param>
/// <param name="Forms">All that were ever used; gone through once, when the first is needed.</param>
public sealed record InquirySetup(ECDiffieHellman Key, IReadOnlyList<KnownCity> Cities, byte[] Authority, IEnumerable<FrontForm> Forms)
{
    internal InquirySite Site() => new(Key, new KnownCities(Cities, Authority), new KnownForms(Forms));
}
