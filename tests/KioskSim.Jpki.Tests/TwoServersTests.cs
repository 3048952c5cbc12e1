using Dapper;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Crl;
using KioskSim.Jpki.Issuing;
using KioskSim.Jpki.Ocsp;
using KioskSim.Jpki.Store;
using KioskSim.Pki.Ocsp;
using KioskSim.Pki.Paths;
using KioskSim.Pki.Profile;
using KioskSim.Storage;
using static KioskSim.Fixtures.Refusals;
using static KioskSim.Jpki.Tests.JpkiCentre;

namespace KioskSim.Jpki.Tests;

/// <summary>Two of JPKI's servers on the tables of one: what either gives out or begins, both know, and what is good once is good at one of them.</summary>
public sealed class TwoServersTests : IDisposable
{
    readonly ManualTime _time = new(Noon);
    readonly TestKeys _keys = new();
    readonly JpkiTables _tables = new();
    readonly Server _one;
    readonly Server _other;

    public TwoServersTests() => (_one, _other) = (new Server(this), new Server(this));

    [Fact]
    public async Task A_nonce_is_good_at_either_and_shown_to_both_at_once_at_one_of_them_000_31()
    {
        for (var i = 0; i < 20; i++)
        {
            var nonce = (i % 2 == 0 ? _one : _other).Nonces.New();
            Assert.Single(await Race.BothAsync(() => Refusal(() => _one.Nonces.Take(nonce)), () => Refusal(() => _other.Nonces.Take(nonce))), refused => refused is null);
            Assert.Equal(FlowErrorCode.SessionExpired, Refusal(() => _one.Nonces.Take(nonce)));
        }
    }

    [Fact]
    public async Task Founded_by_both_at_once_there_is_one_authority()
    {
        using var tables = new JpkiTables();
        using var one = tables.Open();
        using var other = tables.Open();
        var founded = await Race.BothAsync(() => Found(one), () => Found(other));

        Assert.Equal(Assert.Single(founded[0].Generations).Certificate.Der.ToArray(), Assert.Single(founded[1].Generations).Certificate.Der.ToArray());
        foreach (var authority in founded)
            authority.Dispose();

        Authority Found(Database database) => Authority.Open(new CertificateStore(database), new AuthorityOptions(), Noon.AddYears(-1));
    }

    [Fact]
    public async Task Signing_keys_that_both_begin_at_once_are_one_generation_and_one_that_either_began_the_other_issues_and_answers_for()
    {
        var begun = await Race.BothAsync(() => Begin(_one), () => Begin(_other));
        Assert.Equal(begun[0], begun[1]);

        _one.Authority.BeginGeneration(Noon);
        var young = _one.Authority.Issue(new IssueOrder(CardPublicKey, Wakabadai, Birth, CardExpiry), _time.Now);
        Assert.Equal(_one.Authority.Generations[^1].Number, _other.Authority.IssuerOf(young.Certificate).Number);

        using var third = new Server(this);
        _one.Authority.BeginGeneration(Noon);
        var asked = CertId.For(_one.Authority.Generations[^1].Certificate, young.Serial);
        var nonce = Entropy.Secure.Bytes(32);
        var verdict = new OcspVerifier().Verify(
            third.Responder.Answer(new OcspRequest([asked], nonce).Encode()), new TrustedAuthority(_one.Authority.Generations[^1].Certificate), asked, nonce, _time.Now);
        Assert.Equal(OcspResponseStatus.Successful, verdict.ResponseStatus);

        static int Begin(Server server) => server.Authority.GenerationAt(Noon, CertificatePurpose.Signing).Number;
    }

    [Fact]
    public async Task A_code_for_a_reserved_PIN_is_handed_out_by_one_of_them()
    {
        var card = _one.Authority.Issue(new IssueOrder(CardPublicKey, Wakabadai, Birth, CardExpiry), _time.Now).Serial;
        var challenge = new byte[UnlockCode.ChallengeSize];
        _one.Reserve(card);

        var taken = await Race.BothAsync(() => Refusal(() => Take(_one)), () => Refusal(() => Take(_other)));

        Assert.Single(taken, refused => refused is null);
        Assert.Single(taken, refused => refused is FlowErrorCode.PinResetNotReserved);
        Assert.Equal(_one.Unlock.KeyFor(card), _other.Unlock.KeyFor(card));

        void Take(Server server) => new PinResets(server.Store, server.Unlock, new HolderProofs(server.Store, server.Nonces))
            .TakeCode(card, CardPinKind.UserAuthentication, challenge, Noon);
    }

    [Fact]
    public void No_two_lists_have_one_number()
    {
        var numbers = Enumerable.Range(0, 6).Select(i => i % 2 == 0 ? _one : _other)
            .Select(s => new CrlPublisher(s.Store).Publish(s.Authority.Generations[0], _time.Now).Number).ToList();
        Assert.Equal(numbers.Order().Distinct(), numbers);
    }

    public void Dispose()
    {
        _one.Dispose();
        _other.Dispose();
        _tables.Dispose();
    }

    sealed class Server : IDisposable
    {
        readonly Database _database;

        public Server(TwoServersTests both)
        {
            _database = both._tables.Open();
            Store = new CertificateStore(_database);
            Authority = Authority.Open(Store, new AuthorityOptions { MakeKey = both._keys.Next }, Noon.AddYears(-1));
            Responder = new OcspResponder(Authority, Store, both._time, TimeSpan.FromMinutes(15));
            Nonces = new ProofNonces(_database, Entropy.Secure, both._time);
            Unlock = new UnlockDesk(Store, Entropy.Secure);
        }

        public CertificateStore Store { get; }

        public Authority Authority { get; }

        public OcspResponder Responder { get; }

        public ProofNonces Nonces { get; }

        public UnlockDesk Unlock { get; }

        public void Reserve(CertificateSerial card) => _database.Write(c => c.Execute(
            "INSERT INTO pin_reset (card, pin, good_until) VALUES (@card, @pin, @until)",
            new { card = card.Value, pin = (long)CardPinKind.UserAuthentication, until = Noon.AddHours(1).ToUnixTimeSeconds() }));

        public void Dispose()
        {
            Responder.Dispose();
            Authority.Dispose();
            _database.Dispose();
        }
    }
}
