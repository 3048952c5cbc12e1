using System.Text.Json;
using KioskSim.Envelope.Parcels;

namespace KioskSim.City.UseRegistration;

/// <summary>What an applicant typed, as the database keeps it until a clerk has decided.</summary>
static class TypedText
{
    public static byte[] Write(UseApplication application) => JsonSerializer.SerializeToUtf8Bytes(application);

    public static UseApplication Read(byte[] typed) => JsonSerializer.Deserialize<UseApplication>(typed)!;
}
