namespace KioskSim.BaseRegisters.Feed.Files;

/// <summary>A household as a JSON line: the fields of the city core's <c>HouseholdRow</c>, absent where there is nothing.</summary>
sealed record HouseholdFields : JsonFields
{
    public string? Municipality { get; init; }

    public long? Household { get; init; }

    public string? Address { get; init; }

    public List<PersonFields?>? Members { get; init; }
}

sealed record PersonFields : JsonFields
{
    public long? Resident { get; init; }

    public string? Name { get; init; }

    public string? Kana { get; init; }

    public string? FormerFamily { get; init; }

    public string? FormerFamilyKana { get; init; }

    public DateOnly? BirthDate { get; init; }

    public int? Sex { get; init; }

    public string? Relationship { get; init; }

    public DateOnly? ResidentSince { get; init; }

    public DateOnly? AddressSince { get; init; }

    public string? PreviousAddress { get; init; }

    public DomicileFields? Domicile { get; init; }

    public ForeignFields? Foreign { get; init; }

    public string? IndividualNumber { get; init; }

    public StandingFields? Standing { get; init; }

    public bool? Protected { get; init; }

    public List<long>? CertificateSerials { get; init; }

    public List<JukiCardFields?>? JukiCards { get; init; }
}

sealed record DomicileFields : JsonFields
{
    public string? Place { get; init; }

    public string? Head { get; init; }

    public string? Municipality { get; init; }
}

sealed record ForeignFields : JsonFields
{
    public string? Nationality { get; init; }

    public int? Category { get; init; }

    public string? RomanName { get; init; }

    public string? Alias { get; init; }

    public string? AliasKana { get; init; }

    public string? Status { get; init; }

    public string? Period { get; init; }

    public DateOnly? ExpiresOn { get; init; }

    public string? CardNumber { get; init; }
}

sealed record StandingFields : JsonFields
{
    public int? Status { get; init; }

    public DateOnly? On { get; init; }

    public string? Destination { get; init; }
}

sealed record JukiCardFields : JsonFields
{
    public long? Number { get; init; }

    public DateOnly? IssuedOn { get; init; }

    public DateOnly? ReturnedOn { get; init; }
}
