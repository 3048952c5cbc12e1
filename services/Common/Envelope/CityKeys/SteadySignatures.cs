using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KioskSim.Envelope.CityKeys;

/// <summary>
/// ECDSA over P-256 with signatures of one length. In DER it differs by chance (RFC 3279 §2.2.3: two integers, each without leading zeros), and with it the certificate's, the
/// message's that it travels in, and the time that this takes on a thin line: a run could not be had again.
/// </summary>
sealed class SteadySignatures(X509SignatureGenerator signer) : X509SignatureGenerator
{
    // Every second one has it.
    const int Length = 71;

    public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) => signer.GetSignatureAlgorithmIdentifier(hashAlgorithm);

    public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm)
    {
        while (true)
        {
            if (signer.SignData(data, hashAlgorithm) is { Length: Length } signature)
                return signature;
        }
    }

    protected override PublicKey BuildPublicKey() => signer.PublicKey;
}
