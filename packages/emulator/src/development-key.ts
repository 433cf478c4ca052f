// The key pair of an emulator that was given none.

/**
 * A private key that is public on purpose: it opens emulators and nothing else. MyDataHelps has never seen it, so
 * it is worth nothing there. A fixed key starts at once (making one takes up to a second), and the environment
 * that `mdh-emulator` prints stays good when the emulator is started again.
 *
 * It has the form in which MyDataHelps Designer shows a key: PKCS#1 PEM.
 */
export const developmentPrivateKey = `-----BEGIN RSA PRIVATE KEY-----
MIIEpAIBAAKCAQEAwhj0WapDbCs+y3+uC5Tvq5MwfkjZF+6jcdFZCnqgB8WSZ/xX
Zkx0Q2dwST4gAzGFOO+aOkXmPHD9v6dxee5jSlr19xn45n8RUgODl9xmoZ11ZmCk
tQXT2Ca9ChCBQ6HDlIJ1Cmk1FX0PEcTk54VhKTkJEQnS9k3HLSt4UmKkuB2Bh9LP
LKMGWFxd1f7V4roK2YrGkTOSQsEeTVJgwJ49z7M22yGBrB2P22JlHYcE0hRk0zDE
lyoK0aZgA9QlDrtwTFEUNzvK4a4jvX1zhlLFeumu+pBGZIj6Nzjm27fxOuN5tiK3
/y7EIhWbv76P3QyIiAWCW55lIirp9GHIPmY+4wIDAQABAoIBAA57wuKx+X1Sg3QM
n1XOk6J6RZhsIoROUrSaijS6+RgQs8pool5IKYt3ZiyWTdiPKGwa4lJOMaOkTCWx
/p4PninH5yoSLmgyESkiiVOapwSQ9a1hsXNZ76M7I3NjJJIsZFC/pLDV2u0zO3L4
U0W8xobx8kLq4xVtW7B7hECkNbsQmfUA9a7ypFtlTISGWiLyS0XuPqhXTX9y/PjF
9WpSfmB3IQOQE1fUX5eV0f5R35WE8uTgVrRcr/WzNf2EYSJfdzaJohH7D4r1bo6D
lX6hdjzxFS967gaD+IkGNFi6Nd/W2UJqJnNxERKdr4DfFH7TLrHId75foYdyZTF1
tNSdGvECgYEA5+uIUNFxerlHWdz29wmmZngXUZEyaU7l7qZ0t5K0IyidzPGzeac4
9Y2b2R40/+qILN8kIw3XCgCo8Sf7itecZmjEbI4VlOBQ1Z4u5GcSrCU6BTGnH92h
IXnO99GqlblGldO+1V1ONo+fM+75DmqFf3Tum9bQeIo5ER/EUP6HafkCgYEA1kAX
v+sd1D5pvKGmqQS2an1Bc4DsNjEzRB1wJ/OwzHJXskF1EX/E25ES4Aa51KLoqUdg
HQYi+6p82OU/2esmbIe0MsUhmCg5wFBeAFcFWo6N7UjTgRVc15anpniHrlp4ji01
i/cSqH7lnyc80qT0pIzpoGpZVRx+hn6T0Y0ABrsCgYEAsUVZptzQ7sucfFXn+CBK
LtzwhgqEC/agznAxmvfp9U3ggHzngL+PTDJ3w9fRDySH/jR5/Mlha2XhvKOhJBl2
lNjT+14HpQpo/z+v/CnFHgw+cyXm5vaTaXEgAFElINjD2VZG8fQmCpJxUFMD0D8f
17LbiAcExn5w7GPpvTcw7pECgYAdnKorqnFq/l1a5vTD85TKzxkWv8DmFJLDXVY9
D19mQn+Aca+ehYxN1JVJRWS10PZbPzQ3jruTERNEXxseIXQkF/V99uUXxKeGvxTe
8ygYRg+zthcVhkBYw8fUKGCIZpS3AeSevb1kcHWIM8IiUw5FF/zKYSiLrO6H5ELF
+bkBNQKBgQCjDclGu444TikdneMrD50WH8MGl82Vu8g/L6PWyLneIskLaJxobWTB
R2nUhX3TH91c5kyzcmmbVTySzWvsGdVtsQedvIwucPu/1zWwTVI1WvVi6sjDdV+Y
O3jvySDzc5OCHiArdhXqd6JWcQie9ZIafdU2nlLSlwf8p9UGEMAe9A==
-----END RSA PRIVATE KEY-----
`;
