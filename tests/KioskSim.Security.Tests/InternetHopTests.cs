using Google.Protobuf.Reflection;
using KioskSim.Contracts.Internet;

namespace KioskSim.Security.Tests;

/// <summary>What crosses the Internet has no room for anything about a person, and none for a PIN.</summary>
public sealed class InternetHopTests
{
    // Every field of every message, so that one more shows.
    const string Fields = """
        OcspRequest            der            Bytes
        OcspResponse           der            Bytes
        CardName               serial         Bytes
        Reservation            pin            Enum CardPinKind
        TakeCodeRequest        serial         Bytes
        TakeCodeRequest        pin            Enum CardPinKind
        TakeCodeRequest        challenge      Bytes
        TakeCodeReply          code           Bytes
        BeginReservationReply  nonce          Bytes
        BeginReservationReply  nonce_seconds  Int32
        ReserveRequest         pin            Enum CardPinKind
        ReserveRequest         nonce          Bytes
        ReserveRequest         serial         Bytes
        ReserveRequest         signature      Bytes
        ReserveReply           good_until     Int64
        BeginApplicationReply  nonce          Bytes
        BeginApplicationReply  nonce_seconds  Int32
        ApplyForPhoneRequest   public_key     Bytes
        ApplyForPhoneRequest   nonce          Bytes
        ApplyForPhoneRequest   serial         Bytes
        ApplyForPhoneRequest   signature      Bytes
        ApplyForPhoneReply     certificate    Bytes
        ApplyForPhoneReply     authority      Bytes
        """;

    static readonly FileDescriptor[] Contracts = [CentreToJpkiReflection.Descriptor, PhoneToJpkiReflection.Descriptor];

    [Fact]
    public void The_contracts_have_these_fields_and_no_others_000_48_000_49_000_51() => Assert.Equal(
        Fields.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))),
        Contracts.SelectMany(c => c.MessageTypes).SelectMany(m => m.Fields.InDeclarationOrder()).Select(Describe));

    [Fact]
    public void A_validity_check_is_a_DER_of_OCSP_each_way_000_48()
    {
        var check = CentreToJpkiReflection.Descriptor.Services.Single(s => s.Name == "ValidityCheck");
        Assert.All(check.Methods, m => Assert.Equal("OcspRequest → OcspResponse", $"{m.InputType.Name} → {m.OutputType.Name}"));
    }

    // Which of two PINs is one thing, a PIN another: the first is an enumeration.
    static string Describe(FieldDescriptor field) =>
        $"{field.ContainingType.Name} {field.Name} {field.FieldType}{(field.FieldType == FieldType.Enum ? $" {field.EnumType.Name}" : "")}";
}
