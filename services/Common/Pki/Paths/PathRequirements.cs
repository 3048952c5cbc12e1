using System.Security.Cryptography.X509Certificates;

namespace KioskSim.Pki.Paths;

/// <summary>What a leaf must say of itself, beside being signed and in time.</summary>
/// <param name="Policy">Object identifier of the certificate policy it must carry.</param>
/// <param name="KeyUsage">Bits that its key usage must have.</param>
/// <param name="ExtendedKeyUsage">Object identifier of a purpose that it must carry, if any.</param>
public sealed record PathRequirements(string Policy, X509KeyUsageFlags KeyUsage, string? ExtendedKeyUsage = null);
