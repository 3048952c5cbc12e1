using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Grpc.Core;
using KioskSim.Card.Tests;
using KioskSim.Contracts.Shared;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Envelope.CityKeys;
using KioskSim.Envelope.Hpke;
using KioskSim.Envelope.Parcels;
using CardPinKind = KioskSim.Domain.Cards.CardPinKind;
using WirePin = KioskSim.Contracts.Shared.CardPinKind;

namespace KioskSim.Kiosk.Tests.Stand;

/// <summary>The certificate centre with one city behind it, at the end of a kiosk's line. Checks what a kiosk sends as they would.</summary>
sealed class FakeCentre : OnlyUnary
{
    public static readonly MunicipalityCode City = MunicipalityCode.FromFiveDigits("48201");

    const string IssueNumber = "482013-20261118-000123";
    const int YenACopy = 200;

    readonly Func<Contacts> _contacts;
    readonly SeededEntropy _entropy = new(2, "centre");
    readonly ECDiffieHellman _sealing = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    readonly ECDsa _signing = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    readonly Contracts.Shared.Municipality _municipality;
    readonly Dictionary<SessionId, Applied> _sessions = [];
    readonly List<SettleRequest> _told = [];

    public bool HasCities { get; set; } = true;

    /// <summary>An issuance server has not said yet which cities it has.</summary>
    public bool ListsIncompletely { get; set; }

    /// <summary>It is, unless told otherwise.</summary>
    public bool IncomeIsSuspended
    {
        set
        {
            var income = _municipality.Offers.Single(o => o.Kind == Contracts.Shared.CertificateKind.Income);
            (income.Suspended, income.Open) = (value, !value);
        }
    }

    /// <summary>Set before the kiosk first asks.</summary>
    public bool AcceptsJukiCards
    {
        set => _municipality.AcceptsJukiCards = value;
    }

    /// <summary>Another 住基カード than the one that applied.</summary>
    public JukiCardNumber? MarkedFor { get; set; }

    /// <summary>What the kiosk said of the last card.</summary>
    public BeginRequest? Introduced { get; private set; }

    sealed class Applied
    {
        public required string Kiosk { get; init; }
        public required BeginRequest Card { get; init; }
        public required byte[] Nonce { get; set; }
        public byte[] ReplyKey { get; set; } = [];
    }

    public FakeCentre(Func<Contacts> contacts, DateTimeOffset now)
    {
        _contacts = contacts;
        using var authority = new CityKeyAuthority(now, _entropy);
        CityKeyAuthority = authority.Certificate;
        _municipality = new Contracts.Shared.Municipality
        {
            Code = City.ToString(),
            SealingCertificate = ByteString.CopyFrom(authority.Issue(City, CityKeyUse.Sealing, _sealing.ExportSubjectPublicKeyInfo())),
            SigningCertificate = ByteString.CopyFrom(authority.Issue(City, CityKeyUse.Signing, _signing.ExportSubjectPublicKeyInfo())),
            Offers =
            {
                new Offer
                {
                    Kind = Contracts.Shared.CertificateKind.ResidentRecord, YenPerCopy = YenACopy, MostCopies = 5, Open = true,
                    Options = (uint)(CertificateOptions.WholeHousehold | CertificateOptions.Relationship | CertificateOptions.ChosenMembers),
                },
                new Offer { Kind = Contracts.Shared.CertificateKind.Tax, YenPerCopy = YenACopy, MostCopies = 5, Open = false },
                new Offer { Kind = Contracts.Shared.CertificateKind.Income, YenPerCopy = YenACopy, MostCopies = 5, Open = false, Suspended = true },
                new Offer { Kind = Contracts.Shared.CertificateKind.FamilyRegister, YenPerCopy = YenACopy, MostCopies = 5, Open = true },
            },
        };
    }

    public byte[] CityKeyAuthority { get; }

    public CertificateCentre.CertificateCentreClient Client => new(this);

    public PinResetDesk.PinResetDeskClient PinResets => new(this);

    /// <summary>The new PIN that is reserved for whoever comes; taken once.</summary>
    public CardPinKind? Reserved { get; set; }

    /// <summary>Answers challenges of cards that have this key.</summary>
    public byte[] UnlockKey { get; } = [.. Enumerable.Range(1, UnlockCode.KeySize).Select(i => (byte)i)];

    /// <summary>Every report of how a session ended.</summary>
    public IReadOnlyList<SettleRequest> Told => _told;

    /// <summary>Sheets in the locked box, as the centre was told; completes with the first report.</summary>
    public TaskCompletionSource<int> Withdrawn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Sessions that were begun.</summary>
    public int Begun => _sessions.Count;

    /// <summary>What the city read in the last application.</summary>
    public Application? Asked { get; private set; }

    /// <summary>Whom the city names to choose from.</summary>
    public IReadOnlyList<ListedMember> Family { get; set; } = [new("世帯主", 1980), new("妻", 1982), new("子", 2010)];

    /// <summary>The list that it sealed last.</summary>
    public MemberList? Shown { get; private set; }

    /// <summary>The last application for use registration, as the city read it.</summary>
    public UseApplication? AppliedForUse { get; private set; }

    /// <summary>How many sheets the city announces and makes.</summary>
    public int Sheets { get; set; } = 1;

    /// <summary>What the city announces to cost; null: what it costs.</summary>
    public int? Yen { get; set; }

    /// <summary>Puts another document in the place of the one asked for.</summary>
    public Func<byte[], byte[]> Spoil { get; set; } = parcel => parcel;

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        new(AnswerAsync<TResponse>(method.Name, request), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });

    async Task<T> AnswerAsync<T>(string method, object request)
    {
        await _contacts().PassAsync(method);
        var answer = method switch
        {
            "ListMembers" => ListMembers((ApplyRequest)request),
            "RegisterUse" => RegisterUse((ApplyRequest)request),
            _ => Answer(request),
        };
        await _contacts().PassAsync($"{method} done");
        return (T)answer;
    }

    object Answer(object request) => request switch
    {
        ListMunicipalitiesRequest => new ListMunicipalitiesReply { Municipalities = { HasCities ? [_municipality.Clone()] : [] }, Incomplete = ListsIncompletely },
        BeginRequest begin => Begin(begin),
        ApplyRequest apply => Apply(apply),
        IssueRequest issue => Issue(issue),
        ReleaseRequest => new ReleaseReply(),
        SettleRequest settle => Settle(settle),
        ReportWithdrawnRequest report => Note(report),
        FindReservationRequest => new FindReservationReply { Pin = (WirePin)(Reserved ?? throw new FlowException(FlowErrorCode.PinResetNotReserved)) },
        TakeCodeRequest take => TakeCode(take),
        _ => throw new InvalidOperationException($"The centre has no {request.GetType().Name}."),
    };

    BeginReply Begin(BeginRequest request)
    {
        var session = SessionId.New(_entropy);
        var nonce = _entropy.Bytes(32);
        Introduced = request;
        _sessions.Add(session, new Applied { Kiosk = request.Kiosk, Card = request, Nonce = nonce });
        return new BeginReply { Session = Wire.Session(session), Nonce = ByteString.CopyFrom(nonce), NonceSeconds = 60 };
    }

    ListMembersReply ListMembers(ApplyRequest request)
    {
        var (routing, session) = Believe(request);
        Asked = Application.Open(routing, _sealing, request.SealedApplication.Span);
        Shown = new MemberList(Family, routing.Session);
        session.Nonce = _entropy.Bytes(32);
        using var ephemeral = DhKem.DeriveKeyPair(_entropy.Bytes(32));
        return new ListMembersReply
        {
            SealedMembers = ByteString.CopyFrom(Shown.Seal(routing.Session, request.ReplyKey.Span, ephemeral)), Nonce = ByteString.CopyFrom(session.Nonce),
        };
    }

    RegisterUseReply RegisterUse(ApplyRequest request)
    {
        AppliedForUse = UseApplication.Open(Believe(request).Routing, _sealing, request.SealedApplication.Span);
        return new RegisterUseReply();
    }

    ApplyReply Apply(ApplyRequest request)
    {
        var (routing, _) = Believe(request);
        Asked = Application.Open(routing, _sealing, request.SealedApplication.Span);
        return new ApplyReply { Yen = Yen ?? YenACopy * Asked.Value.Copies.Count, Sheets = Sheets, IssueToken = ByteString.CopyFromUtf8("token") };
    }

    // The card signed all of it, with the nonce that is out.
    (Domain.Values.Routing Routing, Applied Session) Believe(ApplyRequest request)
    {
        var routing = Wire.Routing(request.Routing);
        var session = _sessions[routing.Session];
        var digest = EvidenceDigest.Compute(
            new KioskId(session.Kiosk), routing.Session, session.Nonce, request.ReplyKey.Span, request.SealedApplication.Span);
        using var key = KeyOf(session.Card);
        Assert.True(key.VerifyHash(digest, request.Signature.Span, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        session.ReplyKey = request.ReplyKey.ToByteArray();
        return (routing, session);
    }

    IssueReply Issue(IssueRequest request)
    {
        Assert.Equal("token", request.IssueToken.ToStringUtf8());
        var session = Wire.Session(request.Session);
        var applied = _sessions[session];
        var mark = MarkOf(session, applied.Card);
        using var ephemeral = DhKem.DeriveKeyPair(_entropy.Bytes(32));
        var parcel = CertificateParcel.Seal(
            new CertificateHeader(session, City, IssueNumber, checked((ushort)Sheets)), mark, Papers.Pdf(mark, IssueNumber, Sheets), _signing,
            applied.ReplyKey, ephemeral);
        return new IssueReply { SealedCertificate = ByteString.CopyFrom(Spoil(parcel)) };
    }

    // What the city knows of a 住基カード, JPKI says of a certificate.
    static RSA KeyOf(BeginRequest card)
    {
        if (card.CardCase == BeginRequest.CardOneofCase.JukiCard)
            return RSA.Create(TestCards.JukiKey.ExportParameters(includePrivateParameters: false));
        using var certificate = X509CertificateLoader.LoadCertificate(card.Certificate.Span);
        return certificate.GetRSAPublicKey()!;
    }

    byte[] MarkOf(SessionId session, BeginRequest card)
    {
        if (card.CardCase == BeginRequest.CardOneofCase.JukiCard)
            return SubjectMark.Compute(session, MarkedFor ?? new JukiCardNumber(card.JukiCard));
        using var certificate = X509CertificateLoader.LoadCertificate(card.Certificate.Span);
        return SubjectMark.Compute(session, certificate.SerialNumberBytes.Span);
    }

    TakeCodeReply TakeCode(TakeCodeRequest request)
    {
        Assert.Equal(Reserved, (CardPinKind)request.Pin);
        Reserved = null;
        return new TakeCodeReply { Code = ByteString.CopyFrom(UnlockCode.Compute(UnlockKey, (ushort)request.Pin, request.Challenge.Span)) };
    }

    ReportWithdrawnReply Note(ReportWithdrawnRequest report)
    {
        Withdrawn.TrySetResult(report.Sheets);
        return new ReportWithdrawnReply();
    }

    SettleReply Settle(SettleRequest request)
    {
        _told.Add(request);
        return new SettleReply { Settlement = request.Settlement };
    }
}
