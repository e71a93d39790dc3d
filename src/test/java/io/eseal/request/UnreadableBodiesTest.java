package io.eseal.request;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

class UnreadableBodiesTest {

    private final MockMvc web = MockMvcBuilders.standaloneSetup(new Taker())
            .setControllerAdvice(new UnreadableBodies())
            .build();

    @Test
    void a_missing_body_is_said_to_be_missing() throws Exception {
        web.perform(post("/bodies").contentType(MediaType.APPLICATION_JSON))
                .andExpect(status().isBadRequest())
                .andExpect(content().contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.findings[0].path").value("$"))
                .andExpect(jsonPath("$.findings[0].message").value(containsString("missing")));
    }

    @Test
    void broken_json_is_pointed_at_and_not_repeated() throws Exception {
        web.perform(post("/bodies").contentType(MediaType.APPLICATION_JSON).content("{\"a\": 1,\n 4111111111111111}"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.findings[0].rule").value("json"))
                .andExpect(jsonPath("$.detail").value(containsString("line 2")))
                .andExpect(content().string(not(containsString("4111"))));
    }

    @RestController
    static class Taker {

        @PostMapping("/bodies")
        void take(@RequestBody JsonNode body) {}
    }
}
