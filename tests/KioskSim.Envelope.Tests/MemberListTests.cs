using System.Security.Cryptography;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Hpke;
using KioskSim.Envelope.Parcels;
using static KioskSim.Fixtures.Refusals;

namespace KioskSim.Envelope.Tests;

/// <summary>Whom the city names, sealed for the kiosk, and the choice that comes back: bound to each other and to the session.</summary>
public sealed class MemberListTests : IDisposable
{
    static readonly SessionId Session = new(7);
    static readonly ListedMember[] Family = [new("世帯主", 1950), new("妻", 1952), new("子の妻の連れ子", 2015)];

    readonly SeededEntropy _entropy = new(1, "members");
    readonly ECDiffieHellman _kiosk;

    public MemberListTests() => _kiosk = DhKem.DeriveKeyPair(_entropy.Bytes(32));

    [Fact]
    public void The_kiosk_reads_the_list_that_the_city_sealed_and_knows_it_by_the_same_digest()
    {
        var list = new MemberList(Family, Session);
        var read = MemberList.Open(Session, _kiosk, Sealed(list));
        Assert.Equal(Family, read.Members);
        Assert.Equal(list.Digest, read.Digest);
    }

    [Fact]
    public void A_list_of_one_and_of_a_hundred_have_one_size_002_14()
    {
        var many = Enumerable.Range(0, MemberList.Most).Select(i => new ListedMember("子", 1900 + i));
        Assert.Equal(MemberList.SealedSize, Sealed(new MemberList(Family[..1], Session)).Length);
        Assert.Equal(MemberList.SealedSize, Sealed(new MemberList(many, Session)).Length);
    }

    [Fact]
    public void Another_list_and_the_same_list_in_another_session_have_another_digest() => Assert.Distinct(
    [
        new MemberList(Family, Session).Digest, new MemberList(Family, new SessionId(8)).Digest, new MemberList(Family.Reverse(), Session).Digest,
        new MemberList(Family[..2], Session).Digest, new MemberList([.. Family[..2], new("子の妻の連れ子", 2016)], Session).Digest,
    ]);

    [Fact]
    public void A_list_for_another_kiosk_or_session_or_with_any_bit_changed_is_refused()
    {
        var parcel = Sealed(new MemberList(Family, Session));
        using var other = DhKem.DeriveKeyPair(_entropy.Bytes(32));
        Assert.Equal(FlowErrorCode.CertificateMismatch, Refusal(() => MemberList.Open(Session, other, parcel)));
        Assert.Equal(FlowErrorCode.CertificateMismatch, Refusal(() => MemberList.Open(new SessionId(8), _kiosk, parcel)));
        Assert.Equal(FlowErrorCode.CertificateMismatch, Refusal(() => MemberList.Open(Session, _kiosk, parcel[..^1])));
        for (var bit = 0; bit < parcel.Length * 8; bit += 997)
        {
            var flipped = parcel.ToArray();
            flipped[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.Equal(FlowErrorCode.CertificateMismatch, Refusal(() => MemberList.Open(Session, _kiosk, flipped)));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(MemberList.Most + 1)]
    public void A_list_names_one_to_a_hundred(int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new MemberList(Enumerable.Repeat(Family[0], count), Session));

    [Fact]
    public void A_choice_has_whom_it_was_made_of_up_to_the_hundredth()
    {
        var list = new MemberList(Enumerable.Repeat(Family[0], MemberList.Most), Session);
        var choice = MemberChoice.Of(list, [1, 64, 65, MemberList.Most]);
        Assert.Equal([1, 64, 65, MemberList.Most], Enumerable.Range(1, MemberList.Most).Where(choice.Has));
    }

    [Fact]
    public void The_choice_travels_within_the_application()
    {
        using var city = DhKem.DeriveKeyPair(_entropy.Bytes(32));
        using var ephemeral = DhKem.DeriveKeyPair(_entropy.Bytes(32));
        var routing = new Routing(Session, new KioskId("K0001"), new("482013"), CertificateKind.FamilyRegister);
        var wish = new Application(
            CertificateKind.FamilyRegister, new Copies(1), CertificateOptions.ChosenMembers, MemberChoice.Of(new MemberList(Family, Session), [1, 3]));
        var parcel = wish.Seal(routing, DhKem.PublicKeyOf(city), ephemeral, new byte[Application.PlaintextSize]);
        Assert.Equal(wish, Application.Open(routing, city, parcel));
    }

    public void Dispose() => _kiosk.Dispose();

    byte[] Sealed(MemberList list)
    {
        using var ephemeral = DhKem.DeriveKeyPair(_entropy.Bytes(32));
        return list.Seal(Session, DhKem.PublicKeyOf(_kiosk), ephemeral);
    }
}
