using System.Collections;
using System.Reflection;
using KioskSim.Kiosk.Memory;
using KioskSim.Security.Tests.Code;

namespace KioskSim.Security.Tests;

/// <summary>
/// Secrets live in <c>KioskSim.Kiosk/Memory</c> and are looked at by spans, which no object can keep (000-39, 002-08). Who looks at them from
/// outside, and whom it shows bytes to, is a closed list: whoever makes it longer has to say why no copy comes of it.
/// </summary>
public sealed class SecretPlacesTests
{
    const string Room = "KioskSim.Kiosk.Memory";

    // RunAsync shows the document to the fault that keeps copies, which is null in every kiosk but one that is to be found out.
    // DocumentCheck.Open has a way without the check, for kiosks that are to print what the check would stop.
    // Who: what it looks at → what takes bytes there. Sealing and opening write into the vault, the chip and the printer's wire take the rest.
    const string Looks = """
        DocumentCheck.Open: Document.IssueNumber, Document.Pdf, SessionVault.Bytes → CertificateParcel.Open, CertificateParcel.OpenUnchecked, SheetMarks.AreOneIssue, SheetMarks.TryRead
        KioskSession.PrintAsync: Document.Pdf → IPrinter.Print
        KioskSession.RunAsync: Document.Pdf → Action.Invoke
        KioskSession.Sign: SessionSecrets.Application → Application.Seal
        PinEntry.AskAsync: PinPad.Pin → ApplicantCard.VerifyPin
        PinResetSession.SetAsync: SessionVault.Bytes → IndividualNumberCard.SetPin, Span.Slice, Span.op_Implicit
        PinResetSession.TypeTwiceAsync: PinPad.Pin → CryptographicOperations.FixedTimeEquals
        UseRegistrationSession.Sign: SessionVault.Bytes → UseApplication.Seal
        """;

    // What lies on each place of the pad is on the glass; which places were pressed is kept by nobody.
    static readonly string[] NoSecrets = ["OneTimeKey.get_PublicKey", "OneTimeKey.<PublicKey>k__BackingField", "PinPad.get_Layout", "PinPad._layout"];

    static readonly Type[] Kiosk = typeof(SessionVault).Assembly.GetTypes();

    [Fact]
    public void Outside_the_room_these_look_at_secrets_and_show_them_to_these_000_39_002_08() =>
        Assert.Equal(Looks, string.Join('\n', LooksOf(Kiosk.Where(t => t.Namespace != Room))));

    [Fact]
    public void One_who_would_keep_a_copy_is_seen_000_39() =>
        Assert.Equal(["Copyist.Keep: PinPad.Pin → Span.ToArray", "Copyist.KeepLaterAsync: Document.Pdf → Encoding.GetString"], LooksOf([typeof(Copyist), .. typeof(Copyist).GetNestedTypes(BindingFlags.NonPublic)]));

    [Fact]
    public void Nothing_in_the_room_keeps_or_gives_out_a_string_or_an_array_000_39()
    {
        var found = from type in Kiosk
                    where type.Namespace == Room
                    from member in type.GetMembers(Calls.Declared)
                    where CanKeepContent(member switch { FieldInfo f => f.FieldType, MethodInfo m => m.ReturnType, _ => typeof(void) })
                    select $"{type.Name}.{member.Name}";

        Assert.Equal(NoSecrets, found);
    }

    static IEnumerable<string> LooksOf(IEnumerable<Type> types) =>
        from calls in Calls.Of(types).GroupBy(c => Calls.NameOf(c.By), c => c.To)
        let secrets = calls.Where(to => to.DeclaringType!.Namespace == Room && IsSpan((to as MethodInfo)?.ReturnType))
        where secrets.Any()
        orderby calls.Key
        select $"{calls.Key}: {Names(secrets)} → {Names(calls.Where(to => to.DeclaringType!.Namespace != Room && TakesBytes(to)))}";

    static string Names(IEnumerable<MethodBase> methods) => string.Join(", ", methods.Select(Name).Distinct().Order(StringComparer.Ordinal));

    static string Name(MethodBase method) => Calls.NameOf(method)
        .Replace(".get_", ".", StringComparison.Ordinal).Replace("ReadOnlySpan", "Span", StringComparison.Ordinal).Replace("`1", "", StringComparison.Ordinal);

    static bool TakesBytes(MethodBase method) =>
        method.GetParameters().Any(p => IsSpan(p.ParameterType)) || (IsSpan(method.DeclaringType) && !method.IsStatic && method.Name != "get_Length");

    static bool IsSpan(Type? type) =>
        type is { IsGenericType: true } && type.GetGenericTypeDefinition() is var open && (open == typeof(Span<>) || open == typeof(ReadOnlySpan<>));

    static bool CanKeepContent(Type type) =>
        type.IsAssignableTo(typeof(IEnumerable)) || type.IsAssignableTo(typeof(Stream))
        || (type is { IsGenericType: true } && type.GetGenericTypeDefinition() is var open && (open == typeof(Memory<>) || open == typeof(ReadOnlyMemory<>)));

    /// <summary>What nobody should write.</summary>
    sealed class Copyist
    {
        public object? Kept { get; private set; }

        public void Keep(PinPad pad) => Kept = pad.Pin.ToArray();

        public async Task KeepLaterAsync(Document document)
        {
            await Task.Yield();
            Kept = System.Text.Encoding.UTF8.GetString(document.Pdf);
        }
    }
}
