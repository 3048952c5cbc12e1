using Google.Protobuf;
using KioskSim.Domain.Values;

namespace KioskSim.Centre.Issuance;

/// <summary>Step 5 as it arrives: what to route by, what only the city can read, and what the card signed both with.</summary>
/// <param name="ReplyKey">The kiosk's one-time public key, 65 bytes.</param>
sealed record SealedApply(Routing Routing, ByteString Application, ByteString ReplyKey, ByteString Signature);
